-- The last step of a grant in steps (GuardedLedger): what was decided, if server and stock are still those that were read from.
-- KEYS  stock, claims, unpublished, free units, free ranks
-- ARGV  run, granted, rank, how many free units and free ranks were taken, the number of published claims, these as user:rank, then user,
--       claim, its name as user:rank and millis of each new claim
-- Gives {'OK'}, or {'!RUN'}; nothing is written then.
if serverRun() ~= ARGV[1] or redis.call('HGET', KEYS[1], 'run') ~= ARGV[1] then
  return {'!RUN'}
end
local published = tonumber(ARGV[6])
for i = 7, 6 + published do
  redis.call('ZREM', KEYS[3], ARGV[i])
end
if #ARGV > 6 + published then
  for i = 7 + published, #ARGV, 4 do
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
    redis.call('ZADD', KEYS[3], ARGV[i + 3], ARGV[i + 2])
  end
  redis.call('HSET', KEYS[1], 'granted', ARGV[2], 'rank', ARGV[3])
  if ARGV[4] ~= '0' then
    redis.call('ZREMRANGEBYRANK', KEYS[4], 0, ARGV[4] - 1)
  end
  if ARGV[5] ~= '0' then
    redis.call('ZREMRANGEBYRANK', KEYS[5], 0, ARGV[5] - 1)
  end
end
return {'OK'}
