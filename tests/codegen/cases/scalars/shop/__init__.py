"""Codecs that a project brings along."""
