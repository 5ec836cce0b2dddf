"""Understanding questions and answering them with sources."""
