"""Pages of our own in headless Chromium: whole desktops, dialogs and web pages in many styles."""
