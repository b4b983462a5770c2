"""What nianbao is made of: its dependencies as locked, their licences, what is known against them, and what a release holds."""
