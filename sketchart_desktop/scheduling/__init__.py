"""Who computes when: threads' priorities, and what gives way to the pen."""
