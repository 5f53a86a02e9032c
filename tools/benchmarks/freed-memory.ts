// As `./rapport` sets them: a database that a bench starts gives back what it freed, like that of the command.
for (const name of ['MALLOC_MMAP_THRESHOLD_', 'MALLOC_TRIM_THRESHOLD_']) process.env[name] ??= '131072'
