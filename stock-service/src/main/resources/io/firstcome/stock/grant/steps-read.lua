-- The first step of a grant in steps (GuardedLedger): what it is decided by.
-- KEYS  stock, claims, unpublished, free units, free ranks
-- ARGV  how many may be granted, '1' when the claims are to be counted
-- Gives {quantity, granted, rank, run, number of free units, these units, free ranks}, or {'!' and what is wrong} (fence.lua).
local head = redis.call('HMGET', KEYS[1], 'quantity', 'granted', 'rank', 'run')
local wrong = fault(KEYS[2], head[2], head[4])
if wrong and (wrong ~= '!COUNT' or ARGV[2] == '1') then
  return {wrong}
end
local result = {head[1], head[2], head[3], head[4]}
local units = redis.call('ZRANGE', KEYS[4], 0, ARGV[1] - 1)
result[5] = tostring(#units)
for _, unit in ipairs(units) do
  result[#result + 1] = unit
end
for _, rank in ipairs(redis.call('ZRANGE', KEYS[5], 0, ARGV[1] - 1)) do
  result[#result + 1] = rank
end
return result
