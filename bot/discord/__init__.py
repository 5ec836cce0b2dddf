"""Discord: what happens there put into the words of chat, and cards put into Discord's."""
