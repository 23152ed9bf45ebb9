"""Screens drawn by ourselves, thousands a minute, for reading and locating in volume."""
