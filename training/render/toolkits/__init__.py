"""Programs of our own in real toolkits (GTK 3, Qt 5, Tk) on a virtual X display.

A plan says what stands in the windows, without naming a toolkit; one program for each toolkit,
running under Debian's Python, builds it and reports the boxes that the toolkit itself knows.
"""
