"""What is tried to break nianbao, and how it ended: each part prints its figures and writes them into docs/reliability.md."""
