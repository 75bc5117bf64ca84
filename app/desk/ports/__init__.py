"""The protocols the desk asks of the outside world; adapters satisfy them."""
