"""Counting without hands: a route of sites, pedals and clickers, sounds."""
