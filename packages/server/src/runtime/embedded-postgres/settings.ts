/**
 * Settings that are given to PostgreSQL with every start, before `overrides`. Sizes suit a machine with 2 GB
 * that runs belfryd too; durability is PostgreSQL's own: what is committed survives a loss of power.
 */
export function settingArguments(overrides: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries({ ...settings, ...overrides }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const settings: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '100',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // The programs in the npm package are built without LZ4.
  wal_compression: 'pglz',
  autovacuum: 'on',
  jit: 'off',
  // A query for the console must not take both processors from the deliveries.
  max_parallel_workers_per_gather: '0',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'warning',
  // Statements may hold payloads, and the log is not the place for them.
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
};
