// Moves the day of a picture: the page is asked for anew, and its picture, table and tools take the place of the old ones.
// Without this script the form does the same.
"use strict";
(() => {
  const form = document.getElementById("ask");
  const slide = document.getElementById("slide");
  if (!form || !slide) return;
  const year = document.getElementById("year");
  const shown = document.getElementById("shown");
  const day = document.getElementById("on");
  let waiting = 0;
  let asking = null;

  const address = () => `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;

  async function renew() {
    if (asking) asking.abort();
    const mine = (asking = new AbortController());
    const result = document.getElementById("result");
    result.setAttribute("aria-busy", "true");
    const target = address();
    try {
      const answer = await fetch(target, { signal: mine.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const image = page.querySelector("#result img");
      // the old picture stays until the new one is there
      if (image) await new Promise((done) => { const ahead = new Image(); ahead.onload = ahead.onerror = done; ahead.src = preferred(page, image); });
      if (mine.signal.aborted) return;
      for (const id of ["heading", "result"]) document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
      document.title = page.title;
      history.replaceState(null, "", target);
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
    }
  }

  function preferred(page, image) {
    const source = page.querySelector("#result source");
    return source && matchMedia(source.media).matches ? source.getAttribute("srcset") : image.getAttribute("src");
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(renew, 200);
  }

  slide.hidden = false;
  year.addEventListener("input", () => {
    const [, month, date] = day.value.split("-");
    const wanted = `${year.value}-${month}-${month === "02" && date === "29" ? "28" : date}`;
    day.value = wanted > year.dataset.last ? year.dataset.last : wanted;
    shown.textContent = year.value;
    soon();
  });
  day.addEventListener("change", () => {
    if (!day.value) return;
    year.value = day.value.slice(0, 4);
    shown.textContent = year.value;
    soon();
  });
  form.addEventListener("change", (event) => { if (event.target !== day && event.target.tagName === "SELECT") soon(); });
})();
