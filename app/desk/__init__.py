"""The use cases, one module per thing a person does, and the ports they need."""
