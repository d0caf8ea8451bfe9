-- Puts a rebuilt stock in the place of the old one, in one step.
-- KEYS  stock, claims, unpublished, free units, free ranks, then the rebuilt claims, unpublished, free units and free ranks
-- ARGV  run_id of the server it was rebuilt for, quantity, granted, rank
-- Gives {'ADOPTED'}, {'RUN'} when the server is another by now, {'WHOLE'} when somebody else has rebuilt the stock meanwhile, or
-- {'INCOMPLETE'} when there are not as many claims as were granted; nothing is changed but in the first case.
local head = redis.call('HMGET', KEYS[1], 'granted', 'run')
if serverRun() ~= ARGV[1] then
  return {'RUN'}
end
if not fault(KEYS[2], head[1], head[2]) then
  return {'WHOLE'}
end
if redis.call('HLEN', KEYS[6]) ~= tonumber(ARGV[3]) then
  return {'INCOMPLETE'}
end
redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5])
for i = 6, 9 do
  if redis.call('EXISTS', KEYS[i]) == 1 then
    redis.call('PERSIST', KEYS[i])
    redis.call('RENAME', KEYS[i], KEYS[i - 4])
  end
end
redis.call('HSET', KEYS[1], 'quantity', ARGV[2], 'granted', ARGV[3], 'rank', ARGV[4], 'run', ARGV[1])
return {'ADOPTED'}
