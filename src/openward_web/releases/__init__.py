"""What left the ward team: figures of closed periods, protected once and shown to everybody."""
