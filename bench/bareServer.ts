/** What bench/live is measured against: Socket.IO and nothing else. Hands every `pulse` on to all; says its port. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

const http = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><p id="mark">0</p>'))
const io = new Server(http, { perMessageDeflate: false })
io.on('connection', (socket) => {
  socket.on('pulse', (value: unknown) => io.emit('pulse', value))
})
http.listen(0, '127.0.0.1', () => process.send?.((http.address() as AddressInfo).port))

// A load whose measurement is gone goes too.
process.once('disconnect', () => process.exit(1))
