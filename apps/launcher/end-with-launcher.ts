// Loaded first into every Node child (`node --require`): when the launcher is gone, however it went, the child ends too.

/** A child that cannot end in order must not become an orphan either. */
const END_LIMIT_MS = 10_000;

process.once('disconnect', () => {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), END_LIMIT_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});

// The channel alone must not keep a child alive that has nothing more to do.
process.channel?.unref();
