-- Adds comments to one entry, each with words of its own.
local counter = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
function request()
  counter = counter + 1
  return wrk.format(nil, nil, nil, '{"kind":"general","body":"The words of comment ' .. counter .. '"}')
end
function done(summary, latency, requests)
  io.write(string.format("ERRORS %d\n", summary.errors.status))
end
