// Loaded by a server before itself (node --import): a session timer of 90 seconds, which it refreshes every 45, runs a hundred times as fast.
const calm = globalThis.setInterval
globalThis.setInterval = (work, ms, ...more) => calm(work, ms === 45_000 ? ms / 100 : ms, ...more)
