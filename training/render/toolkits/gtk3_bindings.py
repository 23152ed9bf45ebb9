"""GTK 3 through GObject introspection; the versions must be named before anything is imported."""

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
gi.require_version("GdkX11", "3.0")

from gi.repository import Gdk, GdkX11, GLib, Gtk  # noqa: E402

__all__ = ["GLib", "Gdk", "GdkX11", "Gtk"]
