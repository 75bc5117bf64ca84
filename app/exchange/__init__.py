"""One module per format in or out, and parcels."""
