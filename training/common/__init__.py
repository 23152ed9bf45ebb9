"""What the renderers and the training programs share."""
