"""Who asks: bearer tokens, the keys that sign them, and the viewer that they speak for."""
