// Loaded first into every Node child (`node --require`): when the launcher is gone, however it went, the child ends too.
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  // A child that cannot end in order must not become an orphan either.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 10_000).unref();
});

// The channel alone must not keep a child alive that has nothing more to do.
process.channel?.unref();
