"""Real audio, real torrents, a tracker and a seeder on the loopback interface."""
