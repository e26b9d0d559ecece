/** Hears of every revision of the draft, whoever made it; the browser reconnects by itself. */

export function followDraft(draft: string, changed: (revision: number, status: string) => void): void {
  const events = new EventSource(`/api/drafts/${draft}/events`)
  events.onmessage = ({ data }: MessageEvent<string>) => {
    const { revision, status } = JSON.parse(data) as { revision: number; status: string }
    changed(revision, status)
  }
  addEventListener('pagehide', () => events.close())
}
