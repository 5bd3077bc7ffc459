// Replaces `server-only` where no code is bundled for the browser.
