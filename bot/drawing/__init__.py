"""Charts as pictures: `drawer` starts a process for each, `child` is what runs there, `labels` writes beside marks."""
