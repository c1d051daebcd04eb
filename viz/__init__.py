"""Pictures of answers: networks as pages that need no network."""
