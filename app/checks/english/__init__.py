"""What the checks know about English: readings of words, classes, sentences, a small tagger."""
