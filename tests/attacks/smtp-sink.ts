import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { after } from 'node:test'

export interface Received {
  recipients: string[]
  text: string
}

/** A mail server on loopback that takes every mail and keeps it. Speaks as much of RFC 5321 as a client needs. */
export async function openSmtpSink(): Promise<{ url: string; mails: Received[] }> {
  const mails: Received[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    converse(socket, mails)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, mails }
}

function converse(socket: Socket, mails: Received[]): void {
  let buffer = ''
  let mail: Received = { recipients: [], text: '' }
  let inData = false
  socket.setEncoding('utf8')
  socket.on('error', () => {})
  socket.write('220 sink\r\n')
  socket.on('data', (chunk) => {
    buffer += chunk
    for (let at = buffer.indexOf('\r\n'); at >= 0; at = buffer.indexOf('\r\n')) {
      const line = buffer.slice(0, at)
      buffer = buffer.slice(at + 2)
      if (inData) {
        if (line !== '.') mail.text += `${line}\n`
        else {
          inData = false
          mails.push({ ...mail, text: decoded(mail.text) })
          mail = { recipients: [], text: '' }
          socket.write('250 kept\r\n')
        }
        continue
      }
      const to = /^RCPT TO:<(.*)>/i.exec(line)?.[1]
      if (to !== undefined) mail.recipients.push(to)
      inData = /^DATA/i.test(line)
      if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else if (/^EHLO/i.test(line)) socket.write('250-sink\r\n250 SMTPUTF8\r\n')
      else socket.write(inData ? '354 go on\r\n' : '250 ok\r\n')
    }
  })
}

/** The body as the reader sees it: quoted-printable or base64 undone. */
function decoded(mail: string): string {
  const [head = '', ...rest] = mail.split('\n\n')
  const body = rest.join('\n\n')
  if (/content-transfer-encoding: base64/i.test(head))
    return `${head}\n\n${Buffer.from(body, 'base64').toString('utf8')}`
  const bytes = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return `${head}\n\n${/quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString('utf8') : body}`
}
