/** An error answer in Magento's shape. */
export class MagentoFault extends Error {
  constructor(
    readonly status: number,
    readonly body: { message: string; errors?: unknown[]; parameters?: unknown } | string,
  ) {
    super(typeof body === 'string' ? body : body.message);
  }

  static required(fieldName: string): MagentoFault {
    return new MagentoFault(400, {
      message: '"%fieldName" is required. Enter and try again.',
      parameters: { fieldName },
    });
  }

  static unauthorized(resource: string): MagentoFault {
    return new MagentoFault(401, {
      message: "The consumer isn't authorized to access %resources.",
      parameters: { resources: resource },
    });
  }

  static noSuchEntity(): MagentoFault {
    return new MagentoFault(404, {
      message: "The entity that was requested doesn't exist. Verify the entity and try again.",
    });
  }

  static noRoute(): MagentoFault {
    return new MagentoFault(404, { message: 'Request does not match any route.' });
  }

  static badRequest(message: string, parameters?: unknown): MagentoFault {
    return new MagentoFault(400, parameters === undefined ? { message } : { message, parameters });
  }

  static wrongType(value: string, type: string, field?: string): MagentoFault {
    const words = `The "${value}" value's type is invalid. The "${type}" type was expected. Verify and try again.`;
    return new MagentoFault(400, {
      message: field === undefined ? words : `Error occurred during "${field}" processing. ${words}`,
    });
  }

  static internal(): MagentoFault {
    const report = Math.floor(Math.random() * 2 ** 48)
      .toString(16)
      .padStart(13, '0')
      .slice(0, 13);
    return new MagentoFault(500, {
      message: `Internal Error. Details are available in Magento log file. Report ID: webapi-${report}`,
    });
  }
}
