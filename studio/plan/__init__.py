"""The third step: how each output is made, as plain data. Pure: no files, no clock, no chance."""
