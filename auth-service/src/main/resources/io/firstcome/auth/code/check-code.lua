-- Looks at one guess. The right one uses the code up; the last wrong one does so too. One step: guesses sent at once
-- get no more tries than guesses sent one by one, and of two right ones one is too late.
-- KEYS: 1 code. ARGV: 1 hash of the guess
-- Returns {1, ms left, tries left} right; {0} wrong; {-1} there is no code (any more)
local code = redis.call('HMGET', KEYS[1], 'code', 'left')
if not code[1] then
  return {-1}
end
if code[1] == ARGV[1] then
  local ms = redis.call('PTTL', KEYS[1])
  redis.call('DEL', KEYS[1])
  return {1, ms, tonumber(code[2])}
end
if redis.call('HINCRBY', KEYS[1], 'left', -1) <= 0 then
  redis.call('DEL', KEYS[1])
end
return {0}
