import type { VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { text } from '../views/cells.js';
import { Icon } from '../views/icons.js';
import type { Frame } from '../views/layout.js';
import { curl } from '../views/masked.js';

/** The last request for a terminal, without the token: each person has their own. */
export function CopyAsCurl({ frame, row }: { frame: Frame; row: Row }): VNode | null {
  const request = (row['last_request'] ?? {}) as { method?: unknown; path?: unknown; body?: unknown };
  const path = text(request.path);
  if (path === '') return null;
  const words = curl({
    method: text(request.method) || 'POST',
    url: `${frame.api}${path}`,
    headers: ['authorization', 'content-type'],
    body: request.body,
  });
  return (
    <button class="b" type="button" data-copy={words} hidden title="Without the token">
      <Icon name="copy" />
      Copy as curl
    </button>
  );
}
