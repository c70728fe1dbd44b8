"""From a drawing to what a generator reads: regions, colour hints, line work, landmarks."""
