"""Screens with exact ground truth: a picture and every control on it, from five sources."""
