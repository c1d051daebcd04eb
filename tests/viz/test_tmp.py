from pathlib import Path
import base64, networkx as nx
from servanda.viz.page import network_page

out = Path("/tmp/shots")
out.mkdir(exist_ok=True)
ID = "https://w3id.org/servanda/id/"


def shots(open_browser, p, name, sizes=(1280, 390)):
    (out / f"{name}.html").write_text(p)
    for w in sizes:
        b = open_browser(w, 900 if w > 500 else 844)
        b.log("browser")
        b.log("performance")
        b.show(p)
        print(
            name,
            w,
            b.run("return document.getElementById('picture')?.dataset.arrangement"),
            b.errors(),
            b.requests(),
            b.run("return document.title"),
        )
        h = b.run("return document.documentElement.scrollHeight")
        print(w, h, b.run("return document.documentElement.scrollWidth"))
        r = b.run("const r=document.getElementById('picture')?.getBoundingClientRect(); return r?[r.top,r.height]:[0,100]")

        def cap(n, y, hh):
            m = b.call(
                "goog/cdp/execute",
                {
                    "cmd": "Page.captureScreenshot",
                    "params": {
                        "captureBeyondViewport": True,
                        "format": "png",
                        "clip": {"x": 0, "y": y, "width": w, "height": hh, "scale": 1},
                    },
                },
            )
            (out / n).write_bytes(base64.b64decode(m["data"]))

        cap(f"{name}-full-{w}.png", 0, h)
        cap(f"{name}-picture-{w}.png", r[0], min(r[1], 1400))
        if r[1] > 1400:
            cap(f"{name}-picture2-{w}.png", r[0] + 1400, min(r[1] - 1400, 1400))


def test_sample(network, open_browser):
    shots(open_browser, network_page(network), "sample")


def test_id(network, open_browser):
    shots(open_browser, network_page(network, language="id"), "id", (390,))


def test_hostile(network, open_browser):
    labels = [
        '</script><script>document.title="hacked"</script>',
        "<img src=x onerror=document.title=1>",
        "a" * 500,
        "word " * 100,
        "اتفاقية العمل الجبري لعام 1930 (رقم 29)",
        "quotes \" and ' and \\ and \u2028 line",
        "\u202eevil",
        "国际劳工组织关于强迫或强制劳动的公约国际劳工组织",
        "",
    ]
    for iri, l in zip([n for n in network if "obligation" in n], labels):
        network.nodes[iri]["label"] = l
        network.nodes[iri]["detail"] = l
        network.nodes[iri]["url"] = "javascript:alert(1)"
    network.graph["title"] = '</title><script>document.title="hacked"</script>'
    shots(open_browser, network_page(network), "hostile")


def test_large(network, open_browser):
    for i in range(60):
        o = f"{ID}obligation/x-{i}"
        pr = f"{ID}provision/x/{i}"
        network.add_node(pr, kind="provision", label=f"C029 art. {i}", detail="", url="")
        network.add_node(
            o, kind="obligation", label="Protect people, above all migrant workers, from abuse in recruitment " + str(i), detail="", url=""
        )
        for a, b in ((f"{ID}instrument/ilo-c029", pr), (pr, o), (o, f"{ID}right/fair-recruitment"), (o, f"{ID}right/effective-remedy")):
            network.add_edge(a, b, relation="r", predicate="x", subject=a, object=b, source="s", as_at="", date="")
    shots(open_browser, network_page(network), "large")


def test_empty(empty, open_browser):
    shots(open_browser, network_page(empty), "empty", (390,))


def test_hover(network, open_browser):
    b = open_browser(1280, 900)
    b.show(network_page(network))
    r = b.run(
        "document.getElementById('picture').scrollIntoView(); const r=document.getElementById('picture').getBoundingClientRect(); return [r.left,r.top]"
    )
    b.call(
        "actions",
        {
            "actions": [
                {
                    "type": "pointer",
                    "id": "mouse",
                    "parameters": {"pointerType": "mouse"},
                    "actions": [{"type": "pointerMove", "x": int(r[0] + 930), "y": int(r[1] + 330)}, {"type": "pause", "duration": 700}],
                }
            ]
        },
    )
    b.screenshot(out / "hover.png")
    print(b.errors())
