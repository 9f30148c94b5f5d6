"""What `policylint init` sees in a repository, and what it writes there."""
