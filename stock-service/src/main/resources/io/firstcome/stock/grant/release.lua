-- Takes claims back: the unit of each is free for the next applicant, its rank is not. A user who does not hold a claim of that very
-- rank is left alone, so this may be repeated.
-- KEYS  stock, claims, unpublished, free units
-- ARGV  user and rank of each claim
-- Gives {how many were taken back}, or {'!' and what is wrong} (fence.lua).
local head = redis.call('HMGET', KEYS[1], 'granted', 'run')
local wrong = fault(KEYS[2], head[1], head[2])
if wrong then
  return {wrong}
end
local released = 0
for i = 1, #ARGV, 2 do
  local claim = redis.call('HGET', KEYS[2], ARGV[i]) or ''
  local rank, unit = string.match(claim, '^(%d+):(%d+):')
  if rank == ARGV[i + 1] then
    redis.call('HDEL', KEYS[2], ARGV[i])
    redis.call('ZREM', KEYS[3], ARGV[i] .. ':' .. rank)
    redis.call('ZADD', KEYS[4], unit, unit)
    released = released + 1
  end
end
if released > 0 then
  redis.call('HINCRBY', KEYS[1], 'granted', -released)
end
return {tostring(released)}
