"""What makes a corpus searchable: passages, embeddings, lexical index, figures, generations."""
