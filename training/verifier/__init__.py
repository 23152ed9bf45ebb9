"""The ResNet18 that judges the 120x120 crop around a click: which control, and is it enabled."""
