// Stands in for `server-only` where nothing is bundled for the browser.
