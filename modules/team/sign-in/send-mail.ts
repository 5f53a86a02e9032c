import type { House } from '#core/house.ts'

export interface Mail {
  to: string
  subject: string
  text: string
}

/** Sends a mail by SMTP_URL; false when the house has no mail server. @throws when the server refuses it. */
export async function sendMail(house: House, mail: Mail): Promise<boolean> {
  const url = process.env.SMTP_URL
  if (!url) return false
  // Loaded when the first mail is sent: most starts never send one.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({ url, connectionTimeout: 8000, greetingTimeout: 8000, socketTimeout: 15_000 })
  try {
    const from = process.env.MAIL_FROM ?? `rapport@${house.publicUrl.hostname}`
    // As an object: an address is never parsed as a list.
    await transport.sendMail({ from, to: { name: '', address: mail.to }, subject: mail.subject, text: mail.text })
    return true
  } finally {
    transport.close()
  }
}

/** Subject and body of the two mails of sign-in, in the reader's language. */
export function mailText(purpose: 'reset' | 'invite', language: string, link: string): Pick<Mail, 'subject' | 'text'> {
  const words = WORDS[language === 'en' ? 'en' : 'zh-CN'][purpose]
  return { subject: words.subject, text: `${words.before}\n\n${link}\n\n${words.after}\n` }
}

const WORDS = {
  en: {
    reset: {
      subject: 'Your new Rapport password',
      before: 'Somebody asked for a new password of your Rapport account. Set it here within 30 minutes:',
      after: 'If it was not you, leave this mail be: nothing changes.',
    },
    invite: {
      subject: 'You are invited to Rapport',
      before:
        'You have an account at Rapport, the customer records of your company. Choose a password here within 7 days:',
      after: 'If you did not expect this, ask your company before you click.',
    },
  },
  'zh-CN': {
    reset: {
      subject: '重设客缘密码',
      before: '有人为您的客缘账号申请了新密码。请在 30 分钟内打开下面的链接设置:',
      after: '如果不是您本人操作,请忽略这封邮件,密码不会变化。',
    },
    invite: {
      subject: '邀请您使用客缘',
      before: '公司已为您开通客缘账号。请在 7 天内打开下面的链接设置密码:',
      after: '如果您对此并不知情,请先向公司确认再打开链接。',
    },
  },
}
