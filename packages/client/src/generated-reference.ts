// Generated from the declared operations by tools/reference; change those and run `npm run reference`.

import type { OperationHelp } from './route-table.ts'

/** Every operation as the command line explains it. */
export const REFERENCE: readonly OperationHelp[] = [
  {
    "name": "governance.accept-class-proposal",
    "method": "POST",
    "path": "governance/fields/proposals/accept",
    "summary": "Give a field the class that is proposed for it",
    "description": "As governance.define-field does, which also says what becomes of facts stored before.",
    "permission": "governance:admin",
    "fields": [
      {
        "name": "place",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "\"trait\" or \"property\""
      },
      {
        "name": "field",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 420 characters",
        "description": "the name of a property or trait"
      },
      {
        "name": "class",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"public\" or \"internal\" or \"personal\" or \"sensitive\" or \"payment\" or \"secret\"",
        "description": "another class than the proposed one"
      },
      {
        "name": "from",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"arrived\" or \"history\"",
        "description": "`arrived`: from samples of what arrived in the last weeks; `history`: from a sample of all history, taken now"
      }
    ],
    "example": {
      "input": {
        "place": "property",
        "field": "note"
      },
      "output": {
        "place": "property",
        "event": "",
        "field": "note",
        "version": 2,
        "description": "What the customer wrote at the till",
        "class": "personal",
        "position": 52118,
        "createdAt": 1760000400000,
        "subject": "admin_5b0e61c2d9f3"
      }
    }
  },
  {
    "name": "governance.check-reseal",
    "method": "GET",
    "path": "governance/reseals/check",
    "summary": "Count what is left of a protected field in the clear, in facts stored before it was protected",
    "description": "Reads all of history that may have it, and the tables that repeat its values. All zero: history has no readable value of the field from before, and once the work is `done` no file of it either. It does not read the log, which keeps facts as they came until it is trimmed.",
    "permission": "governance:read",
    "fields": [
      {
        "name": "place",
        "place": "query",
        "kind": "string",
        "required": true,
        "type": "\"trait\" or \"property\""
      },
      {
        "name": "field",
        "place": "query",
        "kind": "string",
        "required": true,
        "type": "string up to 420 characters",
        "description": "the name of a property or trait"
      }
    ],
    "example": {
      "input": {
        "place": "property",
        "field": "note"
      },
      "output": {
        "reseal": {
          "place": "property",
          "name": "note",
          "class": "personal",
          "position": 52118,
          "state": "done",
          "through": 52090,
          "facts": 1204,
          "message": "",
          "createdAt": 1760000400000,
          "finishedAt": 1760000431000
        },
        "facts": 0,
        "traits": 0,
        "examples": 0
      }
    }
  },
  {
    "name": "governance.define-field",
    "method": "POST",
    "path": "governance/fields",
    "summary": "Describe an event, property or trait, or give a field another class",
    "description": "Each change is a new version. A class takes effect at once, at `position` of the log: in every fact behind it, personal, sensitive and payment values are sealed and secret ones are not kept. It is that of the name, in every event, also within other fields; a trait's is apart. Facts stored before are sealed again: their values go into the vault and leave history, the live state of people and the catalogue (governance.list-reseals says how far it is, governance.check-reseal what is left). The log keeps facts as they came until it is trimmed, and segments that computed something from the field keep what they computed until they are defined anew. A field may be protected more than its name asks; less only where it is personal by name alone (a postcode, a username).",
    "permission": "governance:admin",
    "fields": [
      {
        "name": "place",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "\"event\" or \"property\" or \"trait\"",
        "description": "an event, a property of events, or a trait of people"
      },
      {
        "name": "event",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 200 characters",
        "description": "the event; of a property, where it is described for one event only"
      },
      {
        "name": "field",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 420 characters",
        "description": "the name of a property or trait; one within another is `address.street`"
      },
      {
        "name": "description",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 2000 characters"
      },
      {
        "name": "class",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "\"public\" or \"internal\" or \"personal\" or \"sensitive\" or \"payment\" or \"secret\" or null",
        "description": "null: the class of its name again"
      }
    ],
    "example": {
      "input": {
        "place": "property",
        "field": "note",
        "description": "What the customer wrote at the till",
        "class": "personal"
      },
      "output": {
        "definition": {
          "place": "property",
          "event": "",
          "field": "note",
          "version": 2,
          "description": "What the customer wrote at the till",
          "class": "personal",
          "position": 52118,
          "createdAt": 1760000400000,
          "subject": "admin_5b0e61c2d9f3"
        },
        "past": "Facts stored before are sealed again: their values go into the vault and leave history, the live state of people and the catalogue (governance.list-reseals says how far it is, governance.check-reseal what is left). The log keeps facts as they came until it is trimmed, and segments that computed something from the field keep what they computed until they are defined anew."
      }
    }
  },
  {
    "name": "governance.dismiss-class-proposal",
    "method": "POST",
    "path": "governance/fields/proposals/dismiss",
    "summary": "Say that a field is not what its values look like, so that nobody is asked again",
    "permission": "governance:admin",
    "fields": [
      {
        "name": "place",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "\"trait\" or \"property\""
      },
      {
        "name": "field",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 420 characters",
        "description": "the name of a property or trait"
      },
      {
        "name": "reason",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 500 characters",
        "description": "for whoever asks later"
      },
      {
        "name": "reopen",
        "place": "body",
        "kind": "boolean",
        "required": false,
        "type": "boolean",
        "description": "take an earlier dismissal back"
      }
    ],
    "example": {
      "input": {
        "place": "property",
        "field": "callback",
        "reason": "Numbers of our own branches"
      },
      "output": {
        "place": "property",
        "name": "callback",
        "version": 1,
        "decision": "dismissed",
        "kind": "",
        "reason": "Numbers of our own branches",
        "at": 1760000400000,
        "subject": "admin_5b0e61c2d9f3"
      }
    }
  },
  {
    "name": "governance.issue-write-key",
    "method": "POST",
    "path": "governance/write-keys",
    "summary": "Make a write key, for a new source or for one that is there",
    "description": "`secret` is shown this once: only its hash is kept. Without `source` it begins a new one, called `name`. With it, the source has one more key: give it to the senders, then revoke the old one, and no event is refused in between.",
    "permission": "governance:admin",
    "fields": [
      {
        "name": "name",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "what people call it"
      },
      {
        "name": "kind",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"web\" or \"mobile\" or \"server\" or \"other\"",
        "description": "of a new source; `other` unless given"
      },
      {
        "name": "source",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "the id of a source, as its facts name it"
      }
    ],
    "example": {
      "input": {
        "name": "Web shop",
        "kind": "web"
      },
      "output": {
        "secret": "tsw_…",
        "key": {
          "id": "key_4f1a9c2be07d",
          "name": "first",
          "fixed": false,
          "createdAt": 1760000000000,
          "lastUsedAt": null,
          "revokedAt": null
        },
        "source": {
          "id": "key_4f1a9c2be07d",
          "name": "Web shop",
          "kind": "web",
          "createdAt": 1760000000000,
          "keys": [
            {
              "id": "key_4f1a9c2be07d",
              "name": "first",
              "fixed": false,
              "createdAt": 1760000000000,
              "lastUsedAt": null,
              "revokedAt": null
            }
          ]
        }
      }
    }
  },
  {
    "name": "governance.list-class-proposals",
    "method": "GET",
    "path": "governance/fields/proposals",
    "summary": "Fields whose values look like more than their name tells, with the evidence",
    "description": "An address, a telephone number, a payment card, a national number with its check digit, a person's name. Fields that are protected already, and those that staff dismissed, are left out. From what arrives one value of each field and source is looked at every ten seconds at most; it takes ten values to say something.",
    "permission": "governance:read",
    "fields": [
      {
        "name": "from",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"arrived\" or \"history\"",
        "description": "`arrived`: from samples of what arrived in the last weeks; `history`: from a sample of all history, taken now"
      }
    ],
    "example": {
      "input": {},
      "output": {
        "proposals": [
          {
            "place": "property",
            "name": "callback",
            "kind": "phone",
            "detail": "",
            "class": "personal",
            "now": "internal",
            "values": 118,
            "sampled": 120,
            "since": 1760000000000,
            "example": "+00 00 000000",
            "found": [
              {
                "event": "Support Requested",
                "field": "callback",
                "values": 118,
                "sampled": 120
              }
            ]
          }
        ],
        "decided": [
          {
            "place": "property",
            "name": "branchphone",
            "version": 1,
            "decision": "dismissed",
            "kind": "",
            "reason": "Numbers of our own branches",
            "at": 1760000400000,
            "subject": "admin_5b0e61c2d9f3"
          }
        ]
      }
    }
  },
  {
    "name": "governance.list-field-versions",
    "method": "GET",
    "path": "governance/fields/versions",
    "summary": "What was said about an event, property or trait, newest first",
    "permission": "governance:read",
    "fields": [
      {
        "name": "place",
        "place": "query",
        "kind": "string",
        "required": true,
        "type": "\"event\" or \"property\" or \"trait\"",
        "description": "an event, a property of events, or a trait of people"
      },
      {
        "name": "event",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 200 characters",
        "description": "the event; of a property, where it is described for one event only"
      },
      {
        "name": "field",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 420 characters",
        "description": "the name of a property or trait; one within another is `address.street`"
      }
    ],
    "example": {
      "input": {
        "place": "property",
        "field": "note"
      },
      "output": {
        "versions": [
          {
            "place": "property",
            "event": "",
            "field": "note",
            "version": 2,
            "description": "What the customer wrote at the till",
            "class": "personal",
            "position": 52118,
            "createdAt": 1760000400000,
            "subject": "admin_5b0e61c2d9f3"
          }
        ]
      }
    }
  },
  {
    "name": "governance.list-reseals",
    "method": "GET",
    "path": "governance/reseals",
    "summary": "Fields whose past is sealed again, with how far it is",
    "description": "One for each class that protects a field, the newest first. It goes on after a restart, and begins when history has every fact from before the class took effect.",
    "permission": "governance:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "reseals": [
          {
            "place": "property",
            "name": "note",
            "class": "personal",
            "position": 52118,
            "state": "done",
            "through": 52090,
            "facts": 1204,
            "message": "",
            "createdAt": 1760000400000,
            "finishedAt": 1760000431000
          }
        ]
      }
    }
  },
  {
    "name": "governance.list-sources",
    "method": "GET",
    "path": "governance/sources",
    "summary": "List where facts come from, with the write keys of each",
    "description": "`facts` counts what is in history, without duplicates; it is null while history cannot be asked. Secrets are never shown again.",
    "permission": "governance:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "sources": [
          {
            "id": "key_4f1a9c2be07d",
            "name": "Web shop",
            "kind": "web",
            "createdAt": 1760000000000,
            "keys": [
              {
                "id": "key_4f1a9c2be07d",
                "name": "first",
                "fixed": false,
                "createdAt": 1760000000000,
                "lastUsedAt": 1760000360000,
                "revokedAt": null
              }
            ],
            "facts": 51204,
            "lastFactAt": 1760000360000
          }
        ]
      }
    }
  },
  {
    "name": "governance.rename-source",
    "method": "PATCH",
    "path": "governance/sources/{id}",
    "summary": "Rename a source, or say what sends its facts",
    "description": "Its id stays, and so do its facts and keys.",
    "permission": "governance:admin",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a source, as its facts name it"
      },
      {
        "name": "name",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 100 characters",
        "description": "what people call it"
      },
      {
        "name": "kind",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"web\" or \"mobile\" or \"server\" or \"other\"",
        "description": "what sends its facts"
      }
    ],
    "example": {
      "input": {
        "id": "key_4f1a9c2be07d",
        "name": "Web shop"
      },
      "output": {
        "id": "key_4f1a9c2be07d",
        "name": "Web shop",
        "kind": "web",
        "createdAt": 1760000000000,
        "keys": [
          {
            "id": "key_4f1a9c2be07d",
            "name": "first",
            "fixed": false,
            "createdAt": 1760000000000,
            "lastUsedAt": 1760000360000,
            "revokedAt": null
          }
        ]
      }
    }
  },
  {
    "name": "governance.restart-reseal",
    "method": "POST",
    "path": "governance/reseals/restart",
    "summary": "Seal the past of a field once more, from the beginning",
    "description": "After a failure, or to be sure: what is sealed already is passed over.",
    "permission": "governance:admin",
    "fields": [
      {
        "name": "place",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "\"trait\" or \"property\""
      },
      {
        "name": "field",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 420 characters",
        "description": "the name of a property or trait"
      }
    ],
    "example": {
      "input": {
        "place": "property",
        "field": "note"
      },
      "output": {
        "place": "property",
        "name": "note",
        "class": "personal",
        "position": 52118,
        "state": "waiting",
        "through": 0,
        "facts": 1204,
        "message": "",
        "createdAt": 1760000400000,
        "finishedAt": null
      }
    }
  },
  {
    "name": "governance.revoke-write-key",
    "method": "DELETE",
    "path": "governance/write-keys/{id}",
    "summary": "End a write key, at once",
    "description": "Whoever still sends with it gets 401, and SDKs keep or drop their events as they do then. It cannot be undone: issue another.",
    "permission": "governance:admin",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a write key"
      }
    ],
    "example": {
      "input": {
        "id": "key_4f1a9c2be07d"
      },
      "output": {
        "id": "key_4f1a9c2be07d",
        "name": "Web shop",
        "kind": "web",
        "createdAt": 1760000000000,
        "keys": [
          {
            "id": "key_4f1a9c2be07d",
            "name": "first",
            "fixed": false,
            "createdAt": 1760000000000,
            "lastUsedAt": 1760000360000,
            "revokedAt": 1760000400000
          }
        ]
      }
    }
  },
  {
    "name": "intake.define-plan",
    "method": "POST",
    "path": "intake/plans",
    "summary": "Say which events, properties and traits are expected of a source",
    "description": "Each change is a new version, and holds for every call taken in after the answer. What is not as planned is counted with examples (`report`) or goes to quarantine with what was expected (`block`), from where it can be replayed. Page and screen calls are planned as the events Page Viewed and Screen Viewed.",
    "permission": "intake:write",
    "fields": [
      {
        "name": "source",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "the source, as governance.list-sources names it"
      },
      {
        "name": "expected",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 0",
        "description": "the version that was changed: refused where there is a newer one"
      },
      {
        "name": "plan",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object"
      }
    ],
    "example": {
      "input": {
        "source": "write_5b0e61c2d9f3",
        "expected": 2,
        "plan": {
          "violations": "report",
          "unplannedEvents": "report",
          "unplannedFields": "allow",
          "events": [
            {
              "event": "Order Completed",
              "description": "Paid, not only placed",
              "fields": [
                {
                  "field": "revenue",
                  "type": "number",
                  "required": true,
                  "description": "In euros, with tax"
                },
                {
                  "field": "currency",
                  "type": "text",
                  "required": false,
                  "values": [
                    "EUR",
                    "CHF"
                  ],
                  "description": ""
                },
                {
                  "field": "products.[].sku",
                  "type": "text",
                  "required": true,
                  "pattern": "[A-Z]{2}-[0-9]{4}",
                  "description": ""
                }
              ]
            }
          ]
        }
      },
      "output": {
        "source": "write_5b0e61c2d9f3",
        "version": 3,
        "plan": {
          "violations": "report",
          "unplannedEvents": "report",
          "unplannedFields": "allow",
          "events": [
            {
              "event": "Order Completed",
              "description": "Paid, not only placed",
              "fields": [
                {
                  "field": "revenue",
                  "type": "number",
                  "required": true,
                  "description": "In euros, with tax"
                },
                {
                  "field": "currency",
                  "type": "text",
                  "required": false,
                  "values": [
                    "EUR",
                    "CHF"
                  ],
                  "description": ""
                },
                {
                  "field": "products.[].sku",
                  "type": "text",
                  "required": true,
                  "pattern": "[A-Z]{2}-[0-9]{4}",
                  "description": ""
                }
              ]
            }
          ]
        },
        "createdAt": 1760000400000,
        "subject": "admin_5b0e61c2d9f3"
      }
    }
  },
  {
    "name": "intake.define-watch",
    "method": "POST",
    "path": "intake/watches",
    "summary": "Be told when a figure of a source has moved more than chance explains",
    "description": "Volume and lateness are looked at when a minute has ended, over ten minutes; a field without values and new fields when an hour has. A figure is compared with the same time of other days, and raises an alarm where chance explains it with a probability below one in ten million: less than one false alarm in four weeks. It takes three days of history, and enough facts: what brings fewer than about 60 in ten minutes can fall silent unseen.",
    "permission": "intake:write",
    "fields": [
      {
        "name": "source",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "the source, as governance.list-sources names it"
      },
      {
        "name": "kind",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "\"volume\" or \"late\" or \"nulls\" or \"new-fields\"",
        "description": "`volume`: facts in ten minutes, fewer or more than usual; `late`: the share of them that happened ten minutes or more before; `nulls`: the share of an event's facts in an hour without a value of a field; `new-fields`: fields that the source had not sent for four weeks"
      },
      {
        "name": "event",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 200 characters",
        "description": "of `nulls`: the event"
      },
      {
        "name": "field",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 420 characters",
        "description": "of `nulls`: the field, as the catalogue names it"
      }
    ],
    "example": {
      "input": {
        "source": "write_5b0e61c2d9f3",
        "kind": "volume",
        "event": "",
        "field": ""
      },
      "output": {
        "id": "wt_5b0e61c2d9f3",
        "version": 1,
        "watch": {
          "source": "write_5b0e61c2d9f3",
          "kind": "volume",
          "event": "",
          "field": ""
        },
        "createdAt": 1760000400000,
        "subject": "admin_5b0e61c2d9f3"
      }
    }
  },
  {
    "name": "intake.draft-plan",
    "method": "GET",
    "path": "intake/plans/{source}/draft",
    "summary": "A tracking plan as it would have to be for what a source has sent to be as planned",
    "description": "Something to begin with; nothing is defined. A field that every fact of its event had is required, one with values of several kinds has the most frequent one, and what came sealed is a text of its class. Fields deeper than two levels, and those in lists, are not looked into.",
    "permission": "intake:read",
    "fields": [
      {
        "name": "source",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "the source, as governance.list-sources names it"
      },
      {
        "name": "days",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 45",
        "description": "days up to now; the time before is as long"
      },
      {
        "name": "leastFacts",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 1000000",
        "description": "an event with fewer facts is left out"
      }
    ],
    "example": {
      "input": {
        "source": "write_5b0e61c2d9f3",
        "days": 7
      },
      "output": {
        "plan": {
          "violations": "report",
          "unplannedEvents": "report",
          "unplannedFields": "allow",
          "events": [
            {
              "event": "Order Completed",
              "description": "Paid, not only placed",
              "fields": [
                {
                  "field": "revenue",
                  "type": "number",
                  "required": true,
                  "description": "In euros, with tax"
                },
                {
                  "field": "currency",
                  "type": "text",
                  "required": false,
                  "values": [
                    "EUR",
                    "CHF"
                  ],
                  "description": ""
                },
                {
                  "field": "products.[].sku",
                  "type": "text",
                  "required": true,
                  "pattern": "[A-Z]{2}-[0-9]{4}",
                  "description": ""
                }
              ]
            }
          ]
        },
        "facts": 18530
      }
    }
  },
  {
    "name": "intake.end-plan",
    "method": "POST",
    "path": "intake/plans/{source}/end",
    "summary": "Expect nothing particular of a source any more",
    "description": "That is a version too: earlier ones can still be read, and defined again.",
    "permission": "intake:write",
    "fields": [
      {
        "name": "source",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "the source, as governance.list-sources names it"
      }
    ],
    "example": {
      "input": {
        "source": "write_5b0e61c2d9f3"
      },
      "output": {
        "source": "write_5b0e61c2d9f3",
        "version": 4,
        "plan": null,
        "createdAt": 1760000400000,
        "subject": "admin_5b0e61c2d9f3"
      }
    }
  },
  {
    "name": "intake.end-watch",
    "method": "DELETE",
    "path": "intake/watches/{id}",
    "summary": "End a watch; an alarm of it that lasts is over",
    "permission": "intake:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters"
      }
    ],
    "example": {
      "input": {
        "id": "wt_5b0e61c2d9f3"
      },
      "output": {
        "id": "wt_5b0e61c2d9f3",
        "version": 2,
        "watch": null,
        "createdAt": 1760000400000,
        "subject": "admin_5b0e61c2d9f3"
      }
    }
  },
  {
    "name": "intake.explain-quarantined",
    "method": "GET",
    "path": "intake/quarantine/{id}",
    "summary": "Read one refused entry with the events it holds",
    "description": "Opens the sealed text. Card numbers and secrets were taken out before it was sealed.",
    "permission": "intake:reveal",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer",
        "description": "Id of the entry"
      }
    ],
    "example": {
      "input": {
        "id": 4711
      },
      "output": {
        "id": 4711,
        "reason": "identifiers.missing",
        "message": "expected a userId, an anonymousId or another identifier of a person, got none",
        "source": "shop",
        "receivedAt": 1714903872123,
        "messageId": "m-17",
        "events": 1,
        "cut": false,
        "state": "waiting",
        "text": "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"m-17\"}"
      }
    }
  },
  {
    "name": "intake.generate-types",
    "method": "GET",
    "path": "intake/plans/{source}/types",
    "summary": "The tracking plan of a source as TypeScript",
    "description": "One module without imports: an interface per event, `Events` that names them all, `Traits`, and the type of a track call that a compiler checks.",
    "permission": "intake:read",
    "fields": [
      {
        "name": "source",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "the source, as governance.list-sources names it"
      }
    ],
    "example": {
      "input": {
        "source": "write_5b0e61c2d9f3"
      },
      "output": {
        "version": 3,
        "typescript": "// Made from version 3 of the tracking plan of the source \"Web shop\". Make it anew instead of changing it.\n\n/** Paid, not only placed */\nexport interface OrderCompleted {\n  /** In euros, with tax */\n  revenue: number\n  currency?: \"EUR\" | \"CHF\" | null | undefined\n  products?: Array<{\n    /** Matches [A-Z]{2}-[0-9]{4} */\n    sku: string\n    [other: string]: unknown\n  }> | null | undefined\n  [other: string]: unknown\n}\n\n/** Each event with its properties. */\nexport interface Events {\n  \"Order Completed\": OrderCompleted\n}\n\n/** A track call that only lets planned events through: `const track: Track = (event, properties) => analytics.track(event, properties)`. */\nexport type Track = <Name extends keyof Events>(event: Name, properties: Events[Name]) => void\n"
      }
    }
  },
  {
    "name": "intake.get-drift",
    "method": "GET",
    "path": "intake/plans/{source}/drift",
    "summary": "How what a source sends differs from its plan, and from what it sent before",
    "description": "Events and fields that are new, those that came no more, values of another kind, and classes that are not as planned. Counted over all facts of whole hours, whether or not there was a plan then. A field is said to have vanished only where at least 20 facts could have had it.",
    "permission": "intake:read",
    "fields": [
      {
        "name": "source",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "the source, as governance.list-sources names it"
      },
      {
        "name": "days",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 45",
        "description": "days up to now; the time before is as long"
      }
    ],
    "example": {
      "input": {
        "source": "write_5b0e61c2d9f3",
        "days": 7
      },
      "output": {
        "version": 3,
        "drift": [
          {
            "drift": "kind",
            "against": "plan",
            "event": "Order Completed",
            "field": "revenue",
            "facts": 212,
            "message": "planned as number, came as text"
          }
        ]
      }
    }
  },
  {
    "name": "intake.get-plan",
    "method": "GET",
    "path": "intake/plans/{source}",
    "summary": "The tracking plan of a source",
    "permission": "intake:read",
    "fields": [
      {
        "name": "source",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "the source, as governance.list-sources names it"
      }
    ],
    "example": {
      "input": {
        "source": "write_5b0e61c2d9f3"
      },
      "output": {
        "source": "write_5b0e61c2d9f3",
        "version": 3,
        "plan": {
          "violations": "report",
          "unplannedEvents": "report",
          "unplannedFields": "allow",
          "events": [
            {
              "event": "Order Completed",
              "description": "Paid, not only placed",
              "fields": [
                {
                  "field": "revenue",
                  "type": "number",
                  "required": true,
                  "description": "In euros, with tax"
                },
                {
                  "field": "currency",
                  "type": "text",
                  "required": false,
                  "values": [
                    "EUR",
                    "CHF"
                  ],
                  "description": ""
                },
                {
                  "field": "products.[].sku",
                  "type": "text",
                  "required": true,
                  "pattern": "[A-Z]{2}-[0-9]{4}",
                  "description": ""
                }
              ]
            }
          ]
        },
        "createdAt": 1760000400000,
        "subject": "admin_5b0e61c2d9f3"
      }
    }
  },
  {
    "name": "intake.list-plan-versions",
    "method": "GET",
    "path": "intake/plans/{source}/versions",
    "summary": "What was expected of a source, newest first",
    "permission": "intake:read",
    "fields": [
      {
        "name": "source",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "the source, as governance.list-sources names it"
      }
    ],
    "example": {
      "input": {
        "source": "write_5b0e61c2d9f3"
      },
      "output": {
        "versions": [
          {
            "source": "write_5b0e61c2d9f3",
            "version": 3,
            "plan": {
              "violations": "report",
              "unplannedEvents": "report",
              "unplannedFields": "allow",
              "events": [
                {
                  "event": "Order Completed",
                  "description": "Paid, not only placed",
                  "fields": [
                    {
                      "field": "revenue",
                      "type": "number",
                      "required": true,
                      "description": "In euros, with tax"
                    },
                    {
                      "field": "currency",
                      "type": "text",
                      "required": false,
                      "values": [
                        "EUR",
                        "CHF"
                      ],
                      "description": ""
                    },
                    {
                      "field": "products.[].sku",
                      "type": "text",
                      "required": true,
                      "pattern": "[A-Z]{2}-[0-9]{4}",
                      "description": ""
                    }
                  ]
                }
              ]
            },
            "createdAt": 1760000400000,
            "subject": "admin_5b0e61c2d9f3"
          }
        ]
      }
    }
  },
  {
    "name": "intake.list-plans",
    "method": "GET",
    "path": "intake/plans",
    "summary": "Which sources have a tracking plan, and how often it was not kept since the start",
    "permission": "intake:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "plans": [
          {
            "source": "write_5b0e61c2d9f3",
            "version": 3,
            "createdAt": 1760000400000,
            "events": 1,
            "reported": 212,
            "blocked": 0
          }
        ]
      }
    }
  },
  {
    "name": "intake.list-quarantine",
    "method": "GET",
    "path": "intake/quarantine",
    "summary": "List what was refused at the edge",
    "description": "Newest first, with how much waits by reason. The events themselves are sealed; explain an entry to read them.",
    "permission": "intake:read",
    "fields": [
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 500",
        "description": "Entries at most"
      },
      {
        "name": "cursor",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer",
        "description": "`next` of the previous answer"
      },
      {
        "name": "reason",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 100 characters",
        "description": "Only entries with this reason code"
      }
    ],
    "example": {
      "input": {
        "limit": 50
      },
      "output": {
        "entries": [
          {
            "id": 4711,
            "reason": "identifiers.missing",
            "message": "expected a userId, an anonymousId or another identifier of a person, got none",
            "source": "shop",
            "receivedAt": 1714903872123,
            "messageId": "m-17",
            "events": 1,
            "cut": false,
            "state": "waiting"
          }
        ],
        "waiting": [
          {
            "reason": "identifiers.missing",
            "entries": 1,
            "events": 1
          }
        ]
      }
    }
  },
  {
    "name": "intake.list-violations",
    "method": "GET",
    "path": "intake/plans/{source}/violations",
    "summary": "What a source has sent that was not as planned, with examples",
    "description": "The most frequent first. stream.inspect-record shows the fact of an example; intake.explain-quarantined opens one that was blocked.",
    "permission": "intake:read",
    "fields": [
      {
        "name": "source",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "the source, as governance.list-sources names it"
      },
      {
        "name": "version",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1",
        "description": "only of this version of the plan"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 1000"
      }
    ],
    "example": {
      "input": {
        "source": "write_5b0e61c2d9f3"
      },
      "output": {
        "violations": [
          {
            "version": 3,
            "event": "Order Completed",
            "field": "revenue",
            "problem": "type",
            "blocked": false,
            "events": 212,
            "first": 1760000410000,
            "last": 1760000990000,
            "examples": [
              52118,
              52101
            ],
            "message": "expected revenue as a number, got text of 5 characters"
          }
        ]
      }
    }
  },
  {
    "name": "intake.list-watch-alarms",
    "method": "GET",
    "path": "intake/watches/alarms",
    "summary": "The alarms that watches raised, with their beginnings and ends, the newest first",
    "permission": "intake:read",
    "fields": [
      {
        "name": "state",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"all\" or \"lasting\""
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 1000"
      }
    ],
    "example": {
      "input": {},
      "output": {
        "alarms": [
          {
            "id": 17,
            "watch": "wt_5b0e61c2d9f3",
            "kind": "volume",
            "source": "write_5b0e61c2d9f3",
            "since": 1760003400000,
            "until": null,
            "message": "3 facts in 10 minutes; about 210 are usual at this time"
          }
        ]
      }
    }
  },
  {
    "name": "intake.list-watches",
    "method": "GET",
    "path": "intake/watches",
    "summary": "The watches in force, each with its alarm where one lasts",
    "permission": "intake:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "watches": [
          {
            "id": "wt_5b0e61c2d9f3",
            "version": 1,
            "watch": {
              "source": "write_5b0e61c2d9f3",
              "kind": "volume",
              "event": "",
              "field": ""
            },
            "createdAt": 1760000400000,
            "subject": "admin_5b0e61c2d9f3",
            "alarm": {
              "id": 17,
              "watch": "wt_5b0e61c2d9f3",
              "kind": "volume",
              "source": "write_5b0e61c2d9f3",
              "since": 1760003400000,
              "until": null,
              "message": "3 facts in 10 minutes; about 210 are usual at this time"
            }
          }
        ]
      }
    }
  },
  {
    "name": "intake.replay-quarantined",
    "method": "POST",
    "path": "intake/quarantine/{id}/replay",
    "summary": "Bring a refused entry in after all",
    "description": "Sends the entry through intake again, as it is or with a corrected body. All of its events become facts, received when they first were, or nothing changes and the answer says why.",
    "permission": "intake:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer",
        "description": "Id of the entry"
      },
      {
        "name": "body",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object",
        "description": "One event as an item of a batch has it, or {\"batch\": […]}, in place of what was kept"
      }
    ],
    "example": {
      "input": {
        "id": 4711,
        "body": {
          "type": "track",
          "event": "Order Completed",
          "userId": "u1",
          "messageId": "m-17"
        }
      },
      "output": {
        "facts": 1,
        "quarantined": 0,
        "position": 4802
      }
    }
  },
  {
    "name": "profiles.accept-match",
    "method": "POST",
    "path": "profiles/matches/{id}/pairs/{place}/accept",
    "summary": "Say that the two of a likely pair are one person",
    "description": "The same as profiles.declare-link: from `position` of the log on they are one person, whatever the rules say, and it can be undone like any other merge. A row is known by its own id, as an identifier of type `idType`, which facts of the imported list should carry; somebody known by their strongest identifier.",
    "permission": "profiles:reveal",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 60 characters",
        "description": "the id of a comparison, as begin-match answered it"
      },
      {
        "name": "place",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 0",
        "description": "of the pair, as list-match-pairs has it"
      },
      {
        "name": "idType",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "what the list's own ids are: user_id, or a custom type such as crm_id"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters"
      }
    ],
    "example": {
      "input": {
        "id": "mt_7c1e0a94",
        "place": 0,
        "idType": "crm_id",
        "why": "Same name, date of birth and address"
      },
      "output": {
        "decision": {
          "id": 31,
          "kind": "link",
          "identifiers": [
            {
              "type": "crm_id",
              "value": "K-4711",
              "personal": false
            },
            {
              "type": "user_id",
              "value": "u1",
              "personal": false
            }
          ],
          "why": "Same name, date of birth and address",
          "position": 90211,
          "createdAt": 1760000500000,
          "subject": "admin_5b0e61c2d9f3"
        }
      }
    }
  },
  {
    "name": "profiles.accept-review",
    "method": "POST",
    "path": "profiles/reviews/{id}/accept",
    "summary": "Say that the two of a question are one person",
    "description": "Their people become one at `position` of the log, whatever the rules say. To take it back, undo the merge.",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters"
      }
    ],
    "example": {
      "input": {
        "id": 7,
        "why": "The same customer, on the phone"
      },
      "output": {
        "decision": {
          "id": 31,
          "kind": "link",
          "identifiers": [
            {
              "type": "email",
              "value": "***x7Qa",
              "personal": true
            },
            {
              "type": "email",
              "value": "***b01z",
              "personal": true
            }
          ],
          "why": "The same customer, on the phone",
          "position": 90211,
          "createdAt": 1760000500000,
          "subject": "admin_5b0e61c2d9f3"
        }
      }
    }
  },
  {
    "name": "profiles.add-household-member",
    "method": "POST",
    "path": "profiles/households/{householdId}/members",
    "summary": "Add a person to a household",
    "description": "Who is in it already stays so.",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "householdId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a household"
      },
      {
        "name": "personId",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      }
    ],
    "example": {
      "input": {
        "householdId": 3,
        "personId": 1107
      },
      "output": {
        "household": 3,
        "name": "Hauptstraße 5a",
        "why": "same address",
        "createdAt": 1760000000000,
        "createdBy": "key_4f1a9c2be07d",
        "members": [
          1042,
          1107
        ],
        "stays": [
          {
            "person": 1042,
            "from": 1760000000000,
            "by": "key_4f1a9c2be07d",
            "to": null,
            "removedBy": null
          },
          {
            "person": 1107,
            "from": 1760000000000,
            "by": "key_4f1a9c2be07d",
            "to": null,
            "removedBy": null
          }
        ]
      }
    }
  },
  {
    "name": "profiles.add-match-rows",
    "method": "POST",
    "path": "profiles/matches/{id}/rows",
    "summary": "Add the next part of a list that is to be compared",
    "description": "As CSV, the text cut anywhere (its first line has the names of the columns), or as objects by column name. Parts are numbered from 0 and come in order, since a body holds a megabyte; the last one may be sent again when its answer was lost. Rows are counted without the first line and without empty ones.",
    "permission": "profiles:reveal",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 60 characters",
        "description": "the id of a comparison, as begin-match answered it"
      },
      {
        "name": "part",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "integer from 0",
        "description": "from 0"
      },
      {
        "name": "csv",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string"
      },
      {
        "name": "rows",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "list of object"
      }
    ],
    "example": {
      "input": {
        "id": "mt_7c1e0a94",
        "part": 0,
        "csv": "First name;Last name;Date of birth\nAnna;Muster;17.5.1990\n"
      },
      "output": {
        "rows": 1
      }
    }
  },
  {
    "name": "profiles.begin-match",
    "method": "POST",
    "path": "profiles/matches",
    "summary": "Begin to compare a list that shares no keys: with itself, and with the people who are known",
    "description": "Finds who is likely the same person by names, date of birth, postcode, phone and email. It only proposes: nothing is merged. The list (at most 100000 rows) comes with profiles.add-match-rows in parts, then profiles.run-match starts. To compare it with known people, their personal values are opened in small slices; they and the list stay in the memory of a thread of its own, which ends with the comparison. A list to which nothing is added for 10 minutes is thrown away; at most 2 are under way at a time.",
    "permission": "profiles:reveal",
    "fields": [
      {
        "name": "columns",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object",
        "description": "by field the name of its column; `name` is a full name, instead of the two; `id` is what the list calls a row"
      },
      {
        "name": "against",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"list\" or \"people\" or \"both\"",
        "description": "list: duplicates within it; people: only matches with known people"
      },
      {
        "name": "delimiter",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 1 characters",
        "description": "between the cells of CSV"
      },
      {
        "name": "dates",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"day-first\" or \"month-first\"",
        "description": "how 03/04/1990 is meant; 1990-04-03 and 3.4.1990 need no telling"
      }
    ],
    "example": {
      "input": {
        "columns": {
          "given": "First name",
          "family": "Last name",
          "birth": "Date of birth",
          "postcode": "ZIP",
          "email": "E-mail",
          "id": "Customer no"
        },
        "against": "both",
        "delimiter": ";",
        "dates": "day-first"
      },
      "output": {
        "id": "mt_7c1e0a94"
      }
    }
  },
  {
    "name": "profiles.count-synthetic",
    "method": "GET",
    "path": "profiles/synthetic",
    "summary": "Whether this installation holds invented data, and how much",
    "description": "Senders of test and demo data mark it with `context.synthetic: true`; the demo world marks everything it invents. `holdsSynthetic` is true as soon as there is one such fact: whoever shows figures should say so. Facts reach history within about a second: `through` is the log position up to which all were counted.",
    "permission": "profiles:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "holdsSynthetic": true,
        "facts": 72156,
        "synthetic": 68657,
        "lastAt": 1760000400000,
        "through": 72204
      }
    }
  },
  {
    "name": "profiles.create-household",
    "method": "POST",
    "path": "profiles/households",
    "summary": "Declare that some people are a household",
    "description": "A household groups people and merges nobody: they keep their own traits, facts and memberships. At most 32 people. Somebody may be in several.",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "name",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 200 characters",
        "description": "shown to staff; leave personal values out"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 1000 characters"
      },
      {
        "name": "people",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "list of integer from 1"
      }
    ],
    "example": {
      "input": {
        "name": "Hauptstraße 5a",
        "why": "same address",
        "people": [
          1042,
          1107
        ]
      },
      "output": {
        "household": 3,
        "name": "Hauptstraße 5a",
        "why": "same address",
        "createdAt": 1760000000000,
        "createdBy": "key_4f1a9c2be07d",
        "members": [
          1042,
          1107
        ],
        "stays": [
          {
            "person": 1042,
            "from": 1760000000000,
            "by": "key_4f1a9c2be07d",
            "to": null,
            "removedBy": null
          },
          {
            "person": 1107,
            "from": 1760000000000,
            "by": "key_4f1a9c2be07d",
            "to": null,
            "removedBy": null
          }
        ]
      }
    }
  },
  {
    "name": "profiles.declare-apart",
    "method": "POST",
    "path": "profiles/identity/apart",
    "summary": "Say that two identifiers are never the same person",
    "description": "From `position` of the log on a fact that would make them one loses its weaker identifier, and says so. Two who are one already are refused: undo their merge instead.",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "one",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object"
      },
      {
        "name": "other",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters"
      }
    ],
    "example": {
      "input": {
        "one": {
          "type": "email",
          "value": "anna@example.com"
        },
        "other": {
          "type": "email",
          "value": "bea@example.com"
        },
        "why": "Mother and daughter share the tablet"
      },
      "output": {
        "decision": {
          "id": 31,
          "kind": "apart",
          "identifiers": [
            {
              "type": "email",
              "value": "***x7Qa",
              "personal": true
            },
            {
              "type": "email",
              "value": "***b01z",
              "personal": true
            }
          ],
          "why": "Mother and daughter share the tablet",
          "position": 90211,
          "createdAt": 1760000500000,
          "subject": "admin_5b0e61c2d9f3"
        }
      }
    }
  },
  {
    "name": "profiles.declare-link",
    "method": "POST",
    "path": "profiles/identity/links",
    "summary": "Say that some identifiers are one person",
    "description": "Their people become one at `position` of the log, whatever the rules say; an identifier that nobody had is that person's from there on. It takes back what kept two of them apart. Where another identifier of theirs is apart from one of the others, they do not become one: look at profiles.list-identity-decisions.",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "identifiers",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "list of object"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters"
      }
    ],
    "example": {
      "input": {
        "identifiers": [
          {
            "type": "user_id",
            "value": "u1"
          },
          {
            "type": "loyalty_card",
            "value": "7731"
          }
        ],
        "why": "Showed the card at the till"
      },
      "output": {
        "decision": {
          "id": 31,
          "kind": "link",
          "identifiers": [
            {
              "type": "user_id",
              "value": "u1",
              "personal": false
            },
            {
              "type": "loyalty_card",
              "value": "7731",
              "personal": false
            }
          ],
          "why": "Showed the card at the till",
          "position": 90211,
          "createdAt": 1760000500000,
          "subject": "admin_5b0e61c2d9f3"
        }
      }
    }
  },
  {
    "name": "profiles.drop-match",
    "method": "DELETE",
    "path": "profiles/matches/{id}",
    "summary": "Break a comparison off, or throw away what it found",
    "description": "The list and everything that was found are gone at once.",
    "permission": "profiles:reveal",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 60 characters",
        "description": "the id of a comparison, as begin-match answered it"
      }
    ],
    "example": {
      "input": {
        "id": "mt_7c1e0a94"
      },
      "output": {
        "dropped": true
      }
    }
  },
  {
    "name": "profiles.export-people",
    "method": "GET",
    "path": "profiles/people.csv",
    "summary": "The people of a list as a CSV file",
    "description": "The same people in the same order as `profiles.list-people` has them: with its `list` those of that very list, otherwise those of the question given here. Values are those of the moment at which their line is made, instants in ISO 8601, lists and objects as JSON. UTF-8 with a byte order mark, lines as in RFC 4180, every text in quotes. A text that a spreadsheet would take for a formula has an apostrophe in front. Personal identifiers are masked, personal traits refused.",
    "fileType": "text/csv; charset=utf-8",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "segment",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "only members of this segment, `sg_…`"
      },
      {
        "name": "where",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 32768 characters",
        "description": "only people for whom this condition is true, e.g. country = \"DE\""
      },
      {
        "name": "search",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 500 characters",
        "description": "only people known by this identifier, whole or (unless it is personal) its beginning; `type:value` looks at one type"
      },
      {
        "name": "sort",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 300 characters",
        "description": "person, firstSeen, lastSeen, facts, or traits.<name> of a trait that is not personal"
      },
      {
        "name": "direction",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"ascending\" or \"descending\"",
        "description": "who has no value comes last either way"
      },
      {
        "name": "list",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "the `list` of an answer of list-people; the question is not needed then"
      },
      {
        "name": "columns",
        "place": "query",
        "kind": "list",
        "required": false,
        "type": "list of string up to 300 characters",
        "description": "person, firstSeen, lastSeen, facts, identifiers, traits.<name>"
      }
    ],
    "example": {
      "input": {
        "where": "country = \"DE\"",
        "sort": "person",
        "direction": "ascending",
        "columns": [
          "person",
          "lastSeen",
          "traits.plan"
        ]
      },
      "output": "\"person\",\"lastSeen\",\"traits.plan\"\r\n1042,\"2026-03-01T09:30:00.000Z\",\"free\"\r\n"
    }
  },
  {
    "name": "profiles.forget-identity-rules",
    "method": "POST",
    "path": "profiles/identity/rules/{version}/forget",
    "summary": "Undo everything that a version of the rules did",
    "description": "Everyone whom a fact linked, merged or kept apart while this version held is built again as if the version before it had gone on: merges that only it allowed come apart. Rules that hold now are not forgotten: set others first.",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "version",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1 to 4294967295"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters"
      }
    ],
    "example": {
      "input": {
        "version": 3,
        "why": "It took the address of the till for a person"
      },
      "output": {
        "id": "am_8d1f0b6c2e7a49305f1c",
        "position": 90211,
        "what": "version 3 of the rules is forgotten"
      }
    }
  },
  {
    "name": "profiles.get-account",
    "method": "GET",
    "path": "profiles/accounts/{idType}/{value}",
    "summary": "One account: its traits and how many belong to it",
    "description": "An account is whatever group calls are about: a company, a family, a club. It is found by `group_id/acme`, by the type and value of an external id of the collection `accounts`, or by its number (`account/17`). Of each trait the newest value by event time is here.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "idType",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "group_id, a custom type, or account for the number of one"
      },
      {
        "name": "value",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters",
        "description": "the identifier as the sender wrote it"
      }
    ],
    "example": {
      "input": {
        "idType": "group_id",
        "value": "acme"
      },
      "output": {
        "account": 17,
        "type": "group_id",
        "value": "acme",
        "personal": false,
        "first": 1760000000000,
        "last": 1760000360000,
        "traits": {
          "plan": {
            "value": "gold",
            "happened": 1760000000000
          },
          "employees": {
            "value": 40,
            "happened": 1760000000000
          }
        }
      }
    }
  },
  {
    "name": "profiles.get-amendment",
    "method": "GET",
    "path": "profiles/amendments/{id}",
    "summary": "How far an amendment is",
    "description": "An amendment that was just begun is known here once the engine has met it.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters"
      }
    ],
    "example": {
      "input": {
        "id": "am_8d1f0b6c2e7a49305f1c"
      },
      "output": {
        "amendment": {
          "id": "am_8d1f0b6c2e7a49305f1c",
          "position": 90211,
          "at": 1760000500000,
          "kind": "apart",
          "what": "anonymous_id tablet and email ***x7Qa are not the same person",
          "by": "admin_5b0e61c2d9f3",
          "why": "Mother and daughter share the tablet",
          "state": "waiting",
          "refused": null,
          "components": 0,
          "broken": 0,
          "progress": {
            "facts": 412,
            "read": 200
          }
        }
      }
    }
  },
  {
    "name": "profiles.get-devices",
    "method": "GET",
    "path": "profiles/{personId}/devices",
    "summary": "What one person used: devices, systems, apps and browsers",
    "description": "From the context that SDKs send with facts, those seen last first; versions are the latest. Where the SDK said only a user agent, what that says: `isGuess`, because browsers imitate each other. Facts without a word of a device are of none. Two devices of the same make look like one: what tells them apart is personal and sealed.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      }
    ],
    "example": {
      "input": {
        "personId": 1042
      },
      "output": {
        "person": 1042,
        "through": 2304,
        "devices": [
          {
            "type": "desktop",
            "maker": "Apple",
            "model": null,
            "system": {
              "name": "macOS",
              "version": "Sequoia"
            },
            "app": null,
            "browser": {
              "name": "Safari",
              "version": "18.1"
            },
            "isGuess": true,
            "libraries": [
              "analytics.js 1.84.3"
            ],
            "userAgents": [
              "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) …"
            ],
            "locales": [
              "de-AT"
            ],
            "sources": [
              "key_4f1a9c2be07d"
            ],
            "channels": [
              "web"
            ],
            "locations": [
              {
                "country": "AT",
                "region": "9"
              }
            ],
            "firstSeen": 1760000000000,
            "lastSeen": 1760000360000,
            "facts": 14
          }
        ]
      }
    }
  },
  {
    "name": "profiles.get-fact-series",
    "method": "GET",
    "path": "profiles/facts/series",
    "summary": "How many facts came in over time",
    "description": "By when they were received, in stretches of UTC; duplicates do not count. The first stretch is the whole one that holds `from`; stretches without a fact are there with 0, and the last one ends at `to`. At most 1500 stretches.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "from",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "3 hours before `to` unless given"
      },
      {
        "name": "to",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "now unless given"
      },
      {
        "name": "interval",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"minute\" or \"hour\" or \"day\""
      },
      {
        "name": "source",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "only facts of the source with this id"
      }
    ],
    "example": {
      "input": {
        "from": "2025-10-09T08:00:00Z",
        "to": "2025-10-09T08:02:00Z"
      },
      "output": {
        "interval": 60000,
        "points": [
          {
            "from": 1759996800000,
            "facts": 312
          },
          {
            "from": 1759996860000,
            "facts": 298
          }
        ],
        "total": 610,
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "profiles.get-household",
    "method": "GET",
    "path": "profiles/households/{householdId}",
    "summary": "One household: who is in it, and who was",
    "description": "People are those of now: of two who turned out to be one there is one, and who was told apart again is told apart here.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "householdId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a household"
      }
    ],
    "example": {
      "input": {
        "householdId": 3
      },
      "output": {
        "household": 3,
        "name": "Hauptstraße 5a",
        "why": "same address",
        "createdAt": 1760000000000,
        "createdBy": "key_4f1a9c2be07d",
        "members": [
          1042,
          1107
        ],
        "stays": [
          {
            "person": 1042,
            "from": 1760000000000,
            "by": "key_4f1a9c2be07d",
            "to": null,
            "removedBy": null
          },
          {
            "person": 1107,
            "from": 1760000000000,
            "by": "key_4f1a9c2be07d",
            "to": null,
            "removedBy": null
          }
        ]
      }
    }
  },
  {
    "name": "profiles.get-identity-preview",
    "method": "GET",
    "path": "profiles/identity-rules/preview/{id}",
    "summary": "How far a preview of rules is, and what came of it",
    "description": "The last few are remembered until the server stops.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1"
      }
    ],
    "example": {
      "input": {
        "id": 3
      },
      "output": {
        "preview": {
          "id": 3,
          "state": "done",
          "against": 1,
          "through": 1200000,
          "startedAt": 1760000400000,
          "milliseconds": 4100,
          "facts": 1180000,
          "total": 1180000,
          "outcome": {
            "facts": 1180000,
            "identifiers": 61433,
            "current": {
              "people": 41002,
              "merges": 9120,
              "linked": 61400,
              "questions": 12,
              "dropped": [
                {
                  "rule": "hold.shared",
                  "facts": 40
                }
              ],
              "biggest": [
                {
                  "identifiers": 6,
                  "facts": 812,
                  "part": {
                    "person": 1042,
                    "identifiers": [
                      {
                        "type": "email",
                        "value": "***x7Qa",
                        "personal": true
                      },
                      {
                        "type": "anonymous_id",
                        "value": "tablet",
                        "personal": false
                      }
                    ]
                  }
                }
              ]
            },
            "candidate": {
              "people": 41001,
              "merges": 9121,
              "linked": 61400,
              "questions": 0,
              "dropped": [],
              "biggest": [
                {
                  "identifiers": 6,
                  "facts": 812,
                  "part": {
                    "person": 1042,
                    "identifiers": [
                      {
                        "type": "email",
                        "value": "***x7Qa",
                        "personal": true
                      },
                      {
                        "type": "anonymous_id",
                        "value": "tablet",
                        "personal": false
                      }
                    ]
                  }
                }
              ]
            },
            "together": {
              "people": 1,
              "into": 2,
              "facts": 55,
              "samples": [
                {
                  "facts": 55,
                  "identifiers": 3,
                  "parts": [
                    {
                      "person": 1042,
                      "identifiers": [
                        {
                          "type": "email",
                          "value": "***x7Qa",
                          "personal": true
                        },
                        {
                          "type": "anonymous_id",
                          "value": "tablet",
                          "personal": false
                        }
                      ]
                    },
                    {
                      "person": 52110,
                      "identifiers": [
                        {
                          "type": "email",
                          "value": "***b01z",
                          "personal": true
                        }
                      ]
                    }
                  ]
                }
              ]
            },
            "apart": {
              "people": 0,
              "into": 0,
              "facts": 0,
              "samples": []
            }
          },
          "failure": null
        }
      }
    }
  },
  {
    "name": "profiles.get-identity-rules",
    "method": "GET",
    "path": "profiles/identity-rules",
    "summary": "The rules that say who is who, as they are now or as they were in a version",
    "description": "See docs/identity.md for what each part does. A blocked email address or phone number is kept as a hash and shown as a label; give the label back when you change the rest. `suggested` are the rules of this release.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "version",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 0",
        "description": "the newest where it is left out"
      }
    ],
    "example": {
      "input": {},
      "output": {
        "rules": {
          "version": 2,
          "rules": {
            "blocked": [
              {
                "values": [
                  "null",
                  "guest"
                ],
                "patterns": [
                  "[+]?[0-]*"
                ]
              },
              {
                "type": "email",
                "values": [
                  "***@shop.example x7Qa"
                ],
                "patterns": [
                  "no-?reply@.*"
                ]
              }
            ],
            "limits": {
              "user_id": {
                "most": 1,
                "per": "ever"
              },
              "email": {
                "most": 5,
                "per": "year"
              },
              "anonymous_id": {
                "most": 5,
                "per": "week"
              },
              "*": {
                "most": 5,
                "per": "ever"
              }
            },
            "priority": [
              "user_id",
              "email",
              "*",
              "anonymous_id"
            ],
            "devices": [
              "anonymous_id"
            ],
            "shared": [
              "phone"
            ],
            "caps": {
              "merges": 100,
              "identifiers": 1000
            },
            "hold": {
              "shared": 0,
              "weaker": 1,
              "identifiers": 50,
              "types": {},
              "growth": {
                "most": 20,
                "per": "day"
              }
            }
          },
          "why": "The till sends its own address for guests",
          "position": 90114,
          "createdAt": 1760000400000,
          "subject": "admin_5b0e61c2d9f3"
        },
        "suggested": {
          "blocked": [
            {
              "values": [
                "null",
                "guest"
              ],
              "patterns": [
                "[+]?[0-]*"
              ]
            },
            {
              "type": "email",
              "values": [
                "***@shop.example x7Qa"
              ],
              "patterns": [
                "no-?reply@.*"
              ]
            }
          ],
          "limits": {
            "user_id": {
              "most": 1,
              "per": "ever"
            },
            "email": {
              "most": 5,
              "per": "year"
            },
            "anonymous_id": {
              "most": 5,
              "per": "week"
            },
            "*": {
              "most": 5,
              "per": "ever"
            }
          },
          "priority": [
            "user_id",
            "email",
            "*",
            "anonymous_id"
          ],
          "devices": [
            "anonymous_id"
          ],
          "shared": [
            "phone"
          ],
          "caps": {
            "merges": 100,
            "identifiers": 1000
          },
          "hold": {
            "shared": 0,
            "weaker": 1,
            "identifiers": 50,
            "types": {},
            "growth": {
              "most": 20,
              "per": "day"
            }
          }
        }
      }
    }
  },
  {
    "name": "profiles.get-lineage",
    "method": "GET",
    "path": "profiles/lineage",
    "summary": "What a source, field, trait or segment depends on, and what depends on it",
    "description": "Down from the node: what needs it; up: what it needs. An edge leads from what is needed: a source `sends` an event and `gives` its properties and its people's traits; an event `has` properties; a safe trait `derives` from a personal one; conditions and computed traits `read` events, properties and traits, conditions are `part-of` a segment, and a segment `uses` others. Without a node: all sources, segments and computed traits, and what lies between them. Properties within a list go by the list's name; of personal fields it is not counted which source they came from. What archived segments needed is not here.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "node",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 3000 characters",
        "description": "a kind and its names, each URL-encoded: source:key_1, event:Order%20Completed, property:Order%20Completed/revenue, trait:plan, computed:lifetime_value, segment:sg_4k2v9qw8m1x3"
      },
      {
        "name": "direction",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"up\" or \"down\" or \"both\""
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 2000",
        "description": "nodes, the nearest"
      }
    ],
    "example": {
      "input": {
        "node": "trait:plan"
      },
      "output": {
        "nodes": [
          {
            "id": "trait:plan",
            "kind": "trait",
            "name": "plan",
            "event": null,
            "class": "internal",
            "version": null,
            "size": null,
            "isKnown": true
          },
          {
            "id": "source:key_4f1a9c2be07d",
            "kind": "source",
            "name": "Shop",
            "event": null,
            "class": null,
            "version": null,
            "size": null,
            "isKnown": true
          },
          {
            "id": "condition:sg_4k2v9qw8m1x3/1/1",
            "kind": "condition",
            "name": "plan = \"pro\"",
            "event": null,
            "class": null,
            "version": 1,
            "size": null,
            "isKnown": true
          },
          {
            "id": "segment:sg_4k2v9qw8m1x3",
            "kind": "segment",
            "name": "Professionals",
            "event": null,
            "class": null,
            "version": 1,
            "size": 751,
            "isKnown": true
          }
        ],
        "edges": [
          {
            "from": "source:key_4f1a9c2be07d",
            "to": "trait:plan",
            "kind": "gives",
            "facts": 3210,
            "last": 1760000360000
          },
          {
            "from": "trait:plan",
            "to": "condition:sg_4k2v9qw8m1x3/1/1",
            "kind": "reads",
            "facts": null,
            "last": null
          },
          {
            "from": "condition:sg_4k2v9qw8m1x3/1/1",
            "to": "segment:sg_4k2v9qw8m1x3",
            "kind": "part-of",
            "facts": null,
            "last": null
          }
        ],
        "isCut": false,
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "profiles.get-match",
    "method": "GET",
    "path": "profiles/matches/{id}",
    "summary": "How far a comparison is, and what can be expected of its pairs at which threshold",
    "description": "Names nobody: counts, the thresholds with the precision and recall that the model expects of them, and what it learnt about each field.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 60 characters",
        "description": "the id of a comparison, as begin-match answered it"
      }
    ],
    "example": {
      "input": {
        "id": "mt_7c1e0a94"
      },
      "output": {
        "match": {
          "id": "mt_7c1e0a94",
          "state": "done",
          "subject": "ak_1",
          "rows": 100000,
          "known": 250000,
          "compared": 812400,
          "failure": null,
          "madeAt": 1760000360000,
          "expiresAt": 1760086760000
        },
        "summary": {
          "rows": 100000,
          "empty": 12,
          "known": 250000,
          "compareable": 61200,
          "compared": 812400,
          "isCut": false,
          "passes": [
            {
              "pass": "same email address",
              "pairs": 18400,
              "split": 1,
              "leftOut": 0,
              "pairsLeftOut": 0
            }
          ],
          "expected": 41300,
          "missed": 900,
          "pairs": 44100,
          "groups": 37200,
          "recommended": 0.95,
          "thresholds": [
            {
              "threshold": 0.95,
              "pairs": 38100,
              "precision": 0.997,
              "recall": 0.92
            }
          ],
          "weights": [
            {
              "field": "birth",
              "level": "same date of birth",
              "onePerson": 0.95,
              "household": 0.01,
              "strangers": 0.00005,
              "weight": 14.2
            }
          ]
        }
      }
    }
  },
  {
    "name": "profiles.get-memberships",
    "method": "GET",
    "path": "profiles/{personId}/memberships",
    "summary": "The segments one person is in, since when and until when",
    "description": "`value` is what the condition says now: true, false, or null where a missing value leaves it unknown. `ends` is the first instant at which it stops being true if nothing more happens (null: not by time alone). Where that lies behind too many steps to look at, `holdsUntil` says how far it surely holds. With `all`, every live segment is answered.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      },
      {
        "name": "all",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string",
        "description": "also segments the person is not in"
      }
    ],
    "example": {
      "input": {
        "personId": 1042,
        "all": "true"
      },
      "output": {
        "person": 1042,
        "at": 1760000400000,
        "memberships": [
          {
            "segment": "sg_4k2v9q",
            "name": "Repeat buyers",
            "version": 1,
            "position": 1980,
            "value": true,
            "since": 1760000360120,
            "ends": 1767776060000
          },
          {
            "segment": "sg_8m1x3c",
            "name": "Free plan",
            "version": 2,
            "position": 2011,
            "value": null,
            "since": null,
            "ends": null
          }
        ]
      }
    }
  },
  {
    "name": "profiles.get-origins",
    "method": "GET",
    "path": "profiles/{personId}/origins",
    "summary": "Where what is known of one person came from",
    "description": "For each identifier the fact that first brought it, and what that did: `created` the person, was `added`, `merged` people, or was `declared`. For each trait the fact whose value holds (the newest by the time it happened), and how protected the field is. `sealed` are the fields of which the vault keeps a value; the values are not here (null: the vault cannot be asked now). `sources` says which source sent how many facts of each type. The positions are those of `stream.inspect-record`, which shows a fact as it is stored.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      }
    ],
    "example": {
      "input": {
        "personId": 1042
      },
      "output": {
        "person": 1042,
        "through": 2304,
        "identifiers": [
          {
            "type": "user_id",
            "value": "u1",
            "personal": false,
            "class": "internal",
            "reason": "created",
            "rules": 1,
            "origin": {
              "position": 1042,
              "happened": 1760000000000,
              "source": "key_4f1a9c2be07d",
              "type": "identify",
              "event": ""
            }
          },
          {
            "type": "email",
            "value": "***x7Qa",
            "personal": true,
            "class": "personal",
            "reason": "added",
            "rules": 1,
            "origin": null
          }
        ],
        "traits": [
          {
            "name": "plan",
            "value": "pro",
            "class": "internal",
            "happened": 1760000000000,
            "origin": {
              "position": 1042,
              "happened": 1760000000000,
              "source": "key_4f1a9c2be07d",
              "type": "identify",
              "event": ""
            }
          }
        ],
        "setAside": [
          {
            "identifier": {
              "type": "anonymous_id",
              "value": "tablet",
              "personal": false
            },
            "rule": "limits.user_id",
            "reason": "nobody gets more than so many identifiers of type user_id",
            "facts": 3,
            "last": 1760000000000,
            "position": 2288
          }
        ],
        "sealed": [
          {
            "path": "email",
            "class": "personal"
          }
        ],
        "sources": [
          {
            "source": "key_4f1a9c2be07d",
            "type": "identify",
            "facts": 1,
            "first": 1760000000000,
            "last": 1760000000000
          }
        ]
      }
    }
  },
  {
    "name": "profiles.get-person-accounts",
    "method": "GET",
    "path": "profiles/{personId}/accounts",
    "summary": "The accounts that one person belongs to, and when they did",
    "description": "Several at once and one after the other. `belongs` is how it is now, by the newest word about it; `periods` are told by everything that was said, in the order in which it happened, up to the log position `through`: a word that came late has its place.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      }
    ],
    "example": {
      "input": {
        "personId": 1042
      },
      "output": {
        "person": 1042,
        "through": 2304,
        "accounts": [
          {
            "account": 17,
            "type": "group_id",
            "value": "acme",
            "personal": false,
            "belongs": true,
            "said": 1760000000000,
            "periods": [
              {
                "from": 1750000000000,
                "to": 1755000000000
              },
              {
                "from": 1760000000000,
                "to": null
              }
            ]
          }
        ]
      }
    }
  },
  {
    "name": "profiles.get-profile",
    "method": "GET",
    "path": "profiles/{idType}/{value}",
    "summary": "One person: traits, counts, sessions and identifiers",
    "description": "Finds a person by any identifier (`user_id/u1`, `email/a@b.c`, `person/123`) and answers what is known live. Personal values are not in it: personal identifiers are masked, and what a condition may ask about personal traits is there as safe traits such as `email_domain`. `mergedPeople` are the numbers of people who turned out to be this one. `computed` are the computed traits: each is worked out now from what the engine keeps for it, so it is exact as of `exactAt`; `count` is how many events or values it is made of. One whose history is still being read has no value yet.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "idType",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "user_id, anonymous_id, email, phone, a custom type, or person for a person number"
      },
      {
        "name": "value",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters",
        "description": "the identifier as the sender wrote it"
      }
    ],
    "example": {
      "input": {
        "idType": "user_id",
        "value": "u1"
      },
      "output": {
        "person": 1042,
        "firstSeen": 1760000000000,
        "lastSeen": 1760000360000,
        "facts": 3,
        "identifiers": [
          {
            "type": "user_id",
            "value": "u1",
            "personal": false
          },
          {
            "type": "email",
            "value": "***x7Qa",
            "personal": true
          }
        ],
        "traits": {
          "plan": {
            "value": "pro",
            "happened": 1760000000000,
            "class": "internal"
          },
          "email_domain": {
            "value": "example.com",
            "happened": 1760000000000,
            "class": "internal"
          }
        },
        "events": {
          "Order Completed": {
            "count": 2,
            "first": 1760000060000,
            "last": 1760000360000
          }
        },
        "sessions": {
          "count": 1,
          "last": {
            "start": 1760000060000,
            "end": 1760000360000
          }
        },
        "mergedPeople": [
          1107
        ],
        "computed": [
          {
            "name": "lifetime_value",
            "value": 129.8,
            "count": 2,
            "happened": null,
            "version": 1,
            "position": 1980,
            "state": "live"
          }
        ],
        "exactAt": {
          "position": 52110,
          "time": 1760000360000
        }
      }
    }
  },
  {
    "name": "profiles.get-timeline",
    "method": "GET",
    "path": "profiles/{personId}/timeline",
    "summary": "What happened to one person, newest first",
    "description": "All facts of the person and of everyone who turned out to be the same. To read on, give the `next` of the answer as `before`; to read what came later, its `previous` as `after` (then the facts nearest to it are answered, newest first as well). An instant works in both places: facts that happened before it, or at it and after. `sessions` are those that the facts are in, whole, by all events of the person, also those that are filtered out: at most half an hour lies between two events of one. Facts reach the warehouse within about a second: `through` is the log position up to which all of them are here. `dropped` are identifiers of the fact that a guard rule set aside.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      },
      {
        "name": "before",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "an instant (ISO 8601 or milliseconds) or the `next` of a page"
      },
      {
        "name": "after",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "an instant or the `previous` of a page"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 500"
      },
      {
        "name": "event",
        "place": "query",
        "kind": "list",
        "required": false,
        "type": "list of string up to 1000 characters",
        "description": "only facts of these events"
      },
      {
        "name": "type",
        "place": "query",
        "kind": "list",
        "required": false,
        "type": "list of string up to 1000 characters",
        "description": "only facts of these types: identify, track, page, screen, group, alias"
      },
      {
        "name": "source",
        "place": "query",
        "kind": "list",
        "required": false,
        "type": "list of string up to 1000 characters",
        "description": "only facts of these sources"
      }
    ],
    "example": {
      "input": {
        "personId": 1042,
        "limit": 1
      },
      "output": {
        "person": 1042,
        "facts": [
          {
            "position": 2210,
            "happened": 1760000360000,
            "appended": 1760000360120,
            "type": "track",
            "event": "Order Completed",
            "messageId": "m-2",
            "source": "web",
            "identifiers": [
              "user_id:u1"
            ],
            "dropped": [],
            "traits": {},
            "properties": {
              "revenue": 49.9,
              "currency": "EUR"
            },
            "context": {},
            "session": 1760000060000
          }
        ],
        "sessions": [
          {
            "start": 1760000060000,
            "end": 1760000360000,
            "facts": 4,
            "channels": [
              "web"
            ],
            "locations": [
              {
                "country": "AT",
                "region": "9"
              }
            ]
          }
        ],
        "previous": "1760000360000-2210",
        "next": "1760000360000-2210",
        "through": 2304
      }
    }
  },
  {
    "name": "profiles.get-trait-history",
    "method": "GET",
    "path": "profiles/{personId}/trait-history",
    "summary": "Every value that one person was given for their traits, by whom, and which one holds",
    "description": "Newest first, by when it happened. `state` says whether a value `holds`, or why not: it is `older` than the one that holds (by the time it happened, and between facts of one moment by the fact's hash), or it was `retracted`. `appended` is when it arrived: a value that came late may have been older from the beginning. Values that stayed readable are told for each fact that brought them. `sealed` ones lie in the vault, which keeps who told them and the first (`since`) and the last fact that did, so they are told once per source and identifiers, at the last; it keeps the newest 50 of these per person and field. `isRepeat`: the same value as the one before. `through` is the log position up to which every readable value is here. Personal values are masked: equal ones of a person's trait look the same. `profiles.reveal-trait-history` shows them.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      },
      {
        "name": "trait",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 256 characters",
        "description": "only this trait, and what of it lies within an object: address, or address.street"
      },
      {
        "name": "changes",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"true\" or \"false\"",
        "description": "true: only values that differ from the one before"
      },
      {
        "name": "before",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 400 characters",
        "description": "the `next` of a page"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 500"
      }
    ],
    "example": {
      "input": {
        "personId": 1042,
        "changes": "true",
        "limit": 3
      },
      "output": {
        "person": 1042,
        "values": [
          {
            "trait": "plan",
            "value": "pro",
            "class": "internal",
            "sealed": false,
            "state": "holds",
            "isRepeat": false,
            "position": 2210,
            "happened": 1760000360000,
            "appended": 1760000360120,
            "source": "key_4f1a9c2be07d",
            "type": "identify",
            "event": "",
            "messageId": "m-7",
            "since": null
          },
          {
            "trait": "email",
            "value": "***Qx7a",
            "class": "personal",
            "sealed": true,
            "state": "holds",
            "isRepeat": false,
            "position": 2100,
            "happened": 1760000300000,
            "appended": 1760000300090,
            "source": "key_4f1a9c2be07d",
            "type": "identify",
            "event": "",
            "messageId": "m-5",
            "since": {
              "position": 1042,
              "happened": 1760000000000
            }
          },
          {
            "trait": "plan",
            "value": "free",
            "class": "internal",
            "sealed": false,
            "state": "older",
            "isRepeat": false,
            "position": 1042,
            "happened": 1760000000000,
            "appended": 1760000000080,
            "source": "key_4f1a9c2be07d",
            "type": "identify",
            "event": "",
            "messageId": "m-1",
            "since": null
          }
        ],
        "next": null,
        "through": 2304
      }
    }
  },
  {
    "name": "profiles.list-account-members",
    "method": "GET",
    "path": "profiles/accounts/{accountId}/members",
    "summary": "Who belongs to one account now",
    "description": "Ascending by the number of the person; give the `next` of the answer as `after` to read on. Somebody belongs to an account while the newest word about it says so.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "accountId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of an account"
      },
      {
        "name": "after",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 0"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 1000"
      }
    ],
    "example": {
      "input": {
        "accountId": 17
      },
      "output": {
        "account": 17,
        "members": [
          {
            "person": 1042,
            "said": 1760000000000
          }
        ],
        "next": null
      }
    }
  },
  {
    "name": "profiles.list-accounts",
    "method": "GET",
    "path": "profiles/accounts",
    "summary": "Accounts, in the order in which they became known",
    "description": "Give the `next` of the answer as `after` to read on. With `search` those whose group id begins so, or `type:value`; a personal identifier is found by `get-account` only.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "search",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 500 characters"
      },
      {
        "name": "after",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 0"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 500"
      }
    ],
    "example": {
      "input": {
        "limit": 1
      },
      "output": {
        "accounts": [
          {
            "account": 1,
            "type": "group_id",
            "value": "acme",
            "personal": false,
            "first": 1760000000000,
            "last": 1760000360000,
            "traits": {
              "plan": {
                "value": "gold",
                "happened": 1760000000000
              }
            }
          }
        ],
        "next": 1
      }
    }
  },
  {
    "name": "profiles.list-amendments",
    "method": "GET",
    "path": "profiles/amendments",
    "summary": "What was amended of the past",
    "description": "The newest first, at most 1000.",
    "permission": "profiles:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "amendments": [
          {
            "id": "am_8d1f0b6c2e7a49305f1c",
            "position": 90211,
            "at": 1760000500000,
            "kind": "apart",
            "what": "anonymous_id tablet and email ***x7Qa are not the same person",
            "by": "admin_5b0e61c2d9f3",
            "why": "Mother and daughter share the tablet",
            "state": "waiting",
            "refused": null,
            "components": 0,
            "broken": 0,
            "progress": {
              "facts": 412,
              "read": 200
            }
          }
        ]
      }
    }
  },
  {
    "name": "profiles.list-events",
    "method": "GET",
    "path": "profiles/catalogue/events",
    "summary": "Every event that was ever seen, with how often and when",
    "description": "The most frequent first; duplicates do not count. `first` and `last` are when one happened. Calls without an event name (identify, group, alias) are there with an empty one. `fields` counts distinct properties.",
    "permission": "profiles:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "events": [
          {
            "type": "track",
            "event": "Order Completed",
            "facts": 18532,
            "first": 1730000000000,
            "last": 1760000360000,
            "fields": 6,
            "description": "A paid order"
          }
        ],
        "facts": 18532,
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "profiles.list-fields",
    "method": "GET",
    "path": "profiles/catalogue/fields",
    "summary": "Every property or trait that was ever seen, with its kinds of values, its class and an example",
    "description": "The most frequent first. Fields within an object are named by a path, `address.country`; what lies deeper, and in lists, is not told unless it was personal. `class` says how protected it is and `origin` why: `rule` by its name, `override` by staff (governance.define-field), `none`: an ordinary internal field. `facts` had a readable value of it and `sealedFacts` a sealed one, of which no kind and no example is known; a fact may have both, as of an address the country stays readable. A protected field has no example here, also where facts from before an override still hold readable values.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "place",
        "place": "query",
        "kind": "string",
        "required": true,
        "type": "\"property\" or \"trait\""
      },
      {
        "name": "event",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 200 characters",
        "description": "only properties of this event"
      },
      {
        "name": "type",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 20 characters",
        "description": "only properties of this kind of call"
      }
    ],
    "example": {
      "input": {
        "place": "property",
        "event": "Order Completed"
      },
      "output": {
        "fields": [
          {
            "field": "revenue",
            "kinds": [
              {
                "kind": "number",
                "facts": 18530
              },
              {
                "kind": "text",
                "facts": 2
              }
            ],
            "facts": 18532,
            "sealedFacts": 0,
            "first": 1730000000000,
            "last": 1760000360000,
            "example": "49.9",
            "class": "internal",
            "origin": "none",
            "description": "In euros, with tax"
          },
          {
            "field": "email",
            "kinds": [],
            "facts": 0,
            "sealedFacts": 210,
            "first": 1750000000000,
            "last": 1760000300000,
            "example": null,
            "class": "personal",
            "origin": "rule",
            "description": null
          }
        ],
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "profiles.list-household-proposals",
    "method": "GET",
    "path": "profiles/household-proposals",
    "summary": "People who may be a household, because they have something in common",
    "description": "Groups of 2 to 8 people who have the same newest value of a trait and are not in a household together yet. By default it is the door that their address leads to, however it was written: addresses are compared by a keyed hash that intake derives (trait `address_hash`); none is read. It only proposes: declare one with create-household.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "trait",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 256 characters",
        "description": "a readable trait that is a text or a number, such as that of a family contract"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 500"
      }
    ],
    "example": {
      "input": {},
      "output": {
        "proposals": [
          {
            "people": [
              1042,
              1107
            ],
            "same": "address_hash"
          }
        ]
      }
    }
  },
  {
    "name": "profiles.list-households",
    "method": "GET",
    "path": "profiles/households",
    "summary": "Households, or those of one person",
    "description": "Ascending by number; give the `next` of the answer as `after` to read on. With `person` those that the person is in or was.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "person",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1"
      },
      {
        "name": "after",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 0"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 500"
      }
    ],
    "example": {
      "input": {
        "person": 1042
      },
      "output": {
        "households": [
          {
            "household": 3,
            "name": "Hauptstraße 5a",
            "why": "same address",
            "createdAt": 1760000000000,
            "createdBy": "key_4f1a9c2be07d",
            "members": [
              1042,
              1107
            ],
            "stays": [
              {
                "person": 1042,
                "from": 1760000000000,
                "by": "key_4f1a9c2be07d",
                "to": null,
                "removedBy": null
              },
              {
                "person": 1107,
                "from": 1760000000000,
                "by": "key_4f1a9c2be07d",
                "to": null,
                "removedBy": null
              }
            ]
          }
        ],
        "next": null
      }
    }
  },
  {
    "name": "profiles.list-identity-decisions",
    "method": "GET",
    "path": "profiles/identity/decisions",
    "summary": "What was decided about who is who",
    "description": "Newest first. `next` asks for what follows: give it as `before`.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 100"
      },
      {
        "name": "before",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1"
      }
    ],
    "example": {
      "input": {},
      "output": {
        "decisions": [
          {
            "id": 31,
            "kind": "apart",
            "identifiers": [
              {
                "type": "email",
                "value": "***x7Qa",
                "personal": true
              },
              {
                "type": "email",
                "value": "***b01z",
                "personal": true
              }
            ],
            "why": "Mother and daughter share the tablet",
            "position": 90211,
            "createdAt": 1760000500000,
            "subject": "admin_5b0e61c2d9f3"
          }
        ],
        "next": null
      }
    }
  },
  {
    "name": "profiles.list-identity-rules",
    "method": "GET",
    "path": "profiles/identity-rules/versions",
    "summary": "Every version of the rules that say who is who",
    "description": "Newest first. `next` asks for what follows: give it as `before`.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 100"
      },
      {
        "name": "before",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1"
      }
    ],
    "example": {
      "input": {},
      "output": {
        "versions": [
          {
            "version": 2,
            "rules": {
              "blocked": [
                {
                  "values": [
                    "null",
                    "guest"
                  ],
                  "patterns": [
                    "[+]?[0-]*"
                  ]
                },
                {
                  "type": "email",
                  "values": [
                    "***@shop.example x7Qa"
                  ],
                  "patterns": [
                    "no-?reply@.*"
                  ]
                }
              ],
              "limits": {
                "user_id": {
                  "most": 1,
                  "per": "ever"
                },
                "email": {
                  "most": 5,
                  "per": "year"
                },
                "anonymous_id": {
                  "most": 5,
                  "per": "week"
                },
                "*": {
                  "most": 5,
                  "per": "ever"
                }
              },
              "priority": [
                "user_id",
                "email",
                "*",
                "anonymous_id"
              ],
              "devices": [
                "anonymous_id"
              ],
              "shared": [
                "phone"
              ],
              "caps": {
                "merges": 100,
                "identifiers": 1000
              },
              "hold": {
                "shared": 0,
                "weaker": 1,
                "identifiers": 50,
                "types": {},
                "growth": {
                  "most": 20,
                  "per": "day"
                }
              }
            },
            "why": "The till sends its own address for guests",
            "position": 90114,
            "createdAt": 1760000400000,
            "subject": "admin_5b0e61c2d9f3"
          }
        ],
        "next": null
      }
    }
  },
  {
    "name": "profiles.list-match-pairs",
    "method": "GET",
    "path": "profiles/matches/{id}/pairs",
    "summary": "The likely pairs that a comparison found, the likeliest first, with what speaks for each",
    "description": "The probability is that of both being one person. Pairs of the same `group` belong together: in a group every record is a likely pair with every other, from the recommended threshold on. A pair with group 0 below that threshold is only possible; above it, it would chain groups together, so somebody should look at it. `evidence` says of each field that both have how alike they are; values are not repeated. These are proposals: nothing was merged.",
    "permission": "profiles:reveal",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 60 characters",
        "description": "the id of a comparison, as begin-match answered it"
      },
      {
        "name": "from",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 0",
        "description": "place of the first pair"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 500"
      },
      {
        "name": "least",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "number from 0 to 1",
        "description": "only pairs at least so probable"
      }
    ],
    "example": {
      "input": {
        "id": "mt_7c1e0a94",
        "from": 0,
        "limit": 1,
        "least": 0.95
      },
      "output": {
        "pairs": [
          {
            "place": 0,
            "a": {
              "row": 7,
              "id": "K-4711",
              "person": null
            },
            "b": {
              "row": null,
              "id": null,
              "person": 1042
            },
            "probability": 0.9991,
            "group": 1,
            "evidence": [
              {
                "field": "given",
                "says": "a short form, initial or part of the given name"
              },
              {
                "field": "birth",
                "says": "same date of birth"
              }
            ]
          }
        ],
        "next": 1
      }
    }
  },
  {
    "name": "profiles.list-matches",
    "method": "GET",
    "path": "profiles/matches",
    "summary": "The comparisons of lists that are under way or kept",
    "description": "Those under way first, then the newest. What was found is kept for a day.",
    "permission": "profiles:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "matches": [
          {
            "id": "mt_7c1e0a94",
            "state": "done",
            "subject": "ak_1",
            "rows": 100000,
            "known": 250000,
            "compared": 812400,
            "failure": null,
            "madeAt": 1760000360000,
            "expiresAt": 1760086760000
          }
        ]
      }
    }
  },
  {
    "name": "profiles.list-people",
    "method": "POST",
    "path": "profiles/people",
    "summary": "Everyone, or those of a segment, a condition or a search, in order, window by window",
    "description": "The first answer takes the order and gives it a name, `list`; further windows of it, at any `offset`, are asked for with that name and the same question. Within one list nobody is skipped or twice, whatever happens meanwhile. A list is kept for half an hour after it was used last, if there is room; later, or after a restart, the answer has another `list`: then the order was taken anew. The order is of the instant `at`, from the facts up to the log position `through`; `isComplete` is false when facts of about the last second were still missing. The values are those at `valuesAt`, live. People who turned out to be the same are one; `mergedInto` says it of who became another since the list was taken. `columns` chooses traits to show, given ones and computed ones, as traits.<name>; personal ones are refused. `isCut`: the search found more people than it lists.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "segment",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "only members of this segment, `sg_…`"
      },
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 32768 characters",
        "description": "only people for whom this condition is true, e.g. country = \"DE\""
      },
      {
        "name": "search",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 500 characters",
        "description": "only people known by this identifier, whole or (unless it is personal) its beginning; `type:value` looks at one type"
      },
      {
        "name": "sort",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 300 characters",
        "description": "person, firstSeen, lastSeen, facts, or traits.<name> of a trait that is not personal"
      },
      {
        "name": "direction",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"ascending\" or \"descending\"",
        "description": "who has no value comes last either way"
      },
      {
        "name": "list",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "the `list` of an earlier answer to the same question, to go on in the same order"
      },
      {
        "name": "columns",
        "place": "body",
        "kind": "list",
        "required": false,
        "type": "list of string up to 300 characters",
        "description": "traits to show: traits.<name>"
      },
      {
        "name": "offset",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 10000000"
      },
      {
        "name": "limit",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 500"
      }
    ],
    "example": {
      "input": {
        "where": "country = \"DE\"",
        "sort": "traits.plan",
        "direction": "ascending",
        "columns": [
          "traits.plan"
        ],
        "limit": 1
      },
      "output": {
        "list": "m8x2k1a0-1",
        "count": 8204,
        "reading": "People whose country is \"DE\"",
        "at": 1760000400000,
        "through": 52110,
        "isComplete": true,
        "isCut": false,
        "valuesAt": 1760000400120,
        "offset": 0,
        "people": [
          {
            "person": 1042,
            "mergedInto": null,
            "firstSeen": 1760000000000,
            "lastSeen": 1760000360000,
            "facts": 3,
            "identifiers": [
              {
                "type": "user_id",
                "value": "u1",
                "personal": false
              },
              {
                "type": "email",
                "value": "***x7Qa",
                "personal": true
              }
            ],
            "traits": {
              "plan": "free"
            }
          }
        ]
      }
    }
  },
  {
    "name": "profiles.list-reviews",
    "method": "GET",
    "path": "profiles/reviews",
    "summary": "Two who may be one person, waiting for somebody to look",
    "description": "A fact would have made them one, and a rule held it: the fact lost `via` instead. Newest first; a pair is there once, however often facts ask. `next` asks for what follows: give it as `before`. Those who became one meanwhile are settled. At most 10000 wait; further ones are not kept until some are decided, then facts ask again.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "state",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"waiting\" or \"accepted\" or \"rejected\" or \"settled\""
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 100"
      },
      {
        "name": "before",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1"
      }
    ],
    "example": {
      "input": {},
      "output": {
        "reviews": [
          {
            "id": 7,
            "one": {
              "identifier": {
                "type": "email",
                "value": "***x7Qa",
                "personal": true
              },
              "person": 1042,
              "facts": 52,
              "firstSeen": 1750000000000,
              "lastSeen": 1760000000000,
              "identifiers": [
                {
                  "type": "email",
                  "value": "***x7Qa",
                  "personal": true
                },
                {
                  "type": "anonymous_id",
                  "value": "tablet",
                  "personal": false
                }
              ]
            },
            "other": {
              "identifier": {
                "type": "email",
                "value": "***b01z",
                "personal": true
              },
              "person": 52110,
              "facts": 3,
              "firstSeen": 1760000000000,
              "lastSeen": 1760000300000,
              "identifiers": [
                {
                  "type": "email",
                  "value": "***b01z",
                  "personal": true
                }
              ]
            },
            "via": {
              "type": "anonymous_id",
              "value": "tablet",
              "personal": false
            },
            "rule": "hold.shared",
            "reason": "anonymous_id by itself would bring along what is known of it: several people may use it",
            "version": 1,
            "identifiers": 3,
            "first": {
              "position": 52110,
              "at": 1760000000000
            },
            "last": {
              "position": 52402,
              "at": 1760000300000
            },
            "state": "waiting",
            "decision": null
          }
        ],
        "waiting": 1,
        "next": null
      }
    }
  },
  {
    "name": "profiles.move-identifier",
    "method": "POST",
    "path": "profiles/{personId}/move-identifier",
    "summary": "Move one identifier to another person",
    "description": "The `identifier` belongs to the person `to`, and always did. It takes the facts along that came with it and with no other identifier of person `personId`; both are built again from their facts. From now on facts with it are about `to`.",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      },
      {
        "name": "identifier",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object"
      },
      {
        "name": "to",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of the other person"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters"
      }
    ],
    "example": {
      "input": {
        "personId": 1042,
        "identifier": {
          "type": "phone",
          "value": "+49 151 2345678"
        },
        "to": 2210,
        "why": "The number was given to somebody else"
      },
      "output": {
        "id": "am_8d1f0b6c2e7a49305f1c",
        "position": 90211,
        "what": "phone ***Qx7a belongs to the person with user_id u2210"
      }
    }
  },
  {
    "name": "profiles.preview-amendment",
    "method": "POST",
    "path": "profiles/amendments/preview",
    "summary": "What undoing would do, before it does",
    "description": "Give one of the inputs of `profiles.unmerge`, `profiles.move-identifier`, `profiles.forget-identity-rules`, `profiles.revert-trait` or `profiles.revert-source`. The people concerned are built again from their facts, as if the mistake had never been, and thrown away: `before` and `after` say who there is, with their identifiers, facts and segments. Nothing changes. Of many groups of people the first few are shown.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "unmerge",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object"
      },
      {
        "name": "move",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object"
      },
      {
        "name": "forgetRules",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object"
      },
      {
        "name": "revertTrait",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object"
      },
      {
        "name": "revertSource",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object"
      }
    ],
    "example": {
      "input": {
        "unmerge": {
          "person": 1042,
          "identifier": {
            "type": "anonymous_id",
            "value": "tablet"
          }
        }
      },
      "output": {
        "concerned": 1,
        "components": [
          {
            "facts": 3,
            "before": [
              {
                "person": 1042,
                "identifiers": [
                  {
                    "type": "user_id",
                    "value": "anna",
                    "personal": false
                  },
                  {
                    "type": "anonymous_id",
                    "value": "tablet",
                    "personal": false
                  }
                ],
                "facts": 3,
                "segments": [
                  {
                    "id": "sg_4Fz81kQm",
                    "version": 1,
                    "name": "Buyers"
                  }
                ]
              }
            ],
            "after": [
              {
                "person": 1042,
                "identifiers": [
                  {
                    "type": "user_id",
                    "value": "anna",
                    "personal": false
                  }
                ],
                "facts": 2,
                "segments": []
              },
              {
                "person": 1051,
                "identifiers": [
                  {
                    "type": "anonymous_id",
                    "value": "tablet",
                    "personal": false
                  }
                ],
                "facts": 1,
                "segments": []
              }
            ]
          }
        ]
      }
    }
  },
  {
    "name": "profiles.preview-identity-rules",
    "method": "POST",
    "path": "profiles/identity-rules/preview",
    "summary": "Try rules on the past before they hold",
    "description": "Reads every fact of history in the order of the log and says who would be who, had these rules held from the beginning, beside the rules of now, had they: how many people and merges, the biggest, and who would come together or apart. Decisions stand in both. It goes on beside everything else; profiles.get-identity-preview says how far it is. Patterns cannot be asked of personal values of the past, which are hashes: what the edge set aside stays so, and nothing else. It changes nothing.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "rules",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object"
      }
    ],
    "example": {
      "input": {
        "rules": {
          "blocked": [
            {
              "values": [
                "null",
                "guest"
              ],
              "patterns": [
                "[+]?[0-]*"
              ]
            },
            {
              "type": "email",
              "values": [
                "***@shop.example x7Qa"
              ],
              "patterns": [
                "no-?reply@.*"
              ]
            }
          ],
          "limits": {
            "user_id": {
              "most": 1,
              "per": "ever"
            },
            "email": {
              "most": 5,
              "per": "year"
            },
            "anonymous_id": {
              "most": 5,
              "per": "week"
            },
            "*": {
              "most": 5,
              "per": "ever"
            }
          },
          "priority": [
            "user_id",
            "email",
            "*",
            "anonymous_id"
          ],
          "devices": [
            "anonymous_id"
          ],
          "shared": [
            "phone"
          ],
          "caps": {
            "merges": 100,
            "identifiers": 1000
          },
          "hold": {
            "shared": 0,
            "weaker": 1,
            "identifiers": 50,
            "types": {},
            "growth": {
              "most": 20,
              "per": "day"
            }
          }
        }
      },
      "output": {
        "preview": {
          "id": 3,
          "state": "running",
          "against": 1,
          "through": 1200000,
          "startedAt": 1760000400000,
          "milliseconds": 0,
          "facts": 0,
          "total": 0,
          "outcome": null,
          "failure": null
        }
      }
    }
  },
  {
    "name": "profiles.preview-impact",
    "method": "GET",
    "path": "profiles/lineage/impact",
    "summary": "What archiving a segment, giving a field another class, or revoking a source would do",
    "description": "Nothing is changed. `refusal` says why the change would be refused, `findings` in plain English what it would do, and `affected` which conditions, computed traits and segments it reaches, with the shortest way there. `share`: of the facts of the last 30 days at the beginning of that way, how many come from the source (1: from nobody else).",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "change",
        "place": "query",
        "kind": "string",
        "required": true,
        "type": "\"archive-segment\" or \"reclass-field\" or \"revoke-source\""
      },
      {
        "name": "node",
        "place": "query",
        "kind": "string",
        "required": true,
        "type": "string up to 3000 characters",
        "description": "a kind and its names, each URL-encoded: source:key_1, event:Order%20Completed, property:Order%20Completed/revenue, trait:plan, computed:lifetime_value, segment:sg_4k2v9qw8m1x3"
      },
      {
        "name": "class",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"public\" or \"internal\" or \"personal\" or \"sensitive\" or \"payment\" or \"secret\"",
        "description": "of reclass-field: the new one"
      }
    ],
    "example": {
      "input": {
        "change": "revoke-source",
        "node": "source:key_4f1a9c2be07d"
      },
      "output": {
        "node": {
          "id": "source:key_4f1a9c2be07d",
          "kind": "source",
          "name": "Shop",
          "event": null,
          "class": null,
          "version": null,
          "size": null,
          "isKnown": true
        },
        "refusal": null,
        "findings": [
          "It sent 3,210 facts with an event in the last 30 days, of 1 event; facts that are there stay",
          "Nobody else sends \"plan\"",
          "1 segment looks at what it sends: \"Professionals\""
        ],
        "affected": [
          {
            "node": {
              "id": "condition:sg_4k2v9qw8m1x3/1/1",
              "kind": "condition",
              "name": "plan = \"pro\"",
              "event": null,
              "class": null,
              "version": 1,
              "size": null,
              "isKnown": true
            },
            "via": [
              "source:key_4f1a9c2be07d",
              "trait:plan"
            ],
            "share": 1
          },
          {
            "node": {
              "id": "segment:sg_4k2v9qw8m1x3",
              "kind": "segment",
              "name": "Professionals",
              "event": null,
              "class": null,
              "version": 1,
              "size": 751,
              "isKnown": true
            },
            "via": [
              "source:key_4f1a9c2be07d",
              "trait:plan",
              "condition:sg_4k2v9qw8m1x3/1/1"
            ],
            "share": 1
          }
        ],
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "profiles.reject-review",
    "method": "POST",
    "path": "profiles/reviews/{id}/reject",
    "summary": "Say that the two of a question are not the same person",
    "description": "From `position` of the log on no fact makes them one, and they are not asked about again. To take it back, declare them one person (profiles.declare-link).",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters"
      }
    ],
    "example": {
      "input": {
        "id": 7,
        "why": "Mother and daughter share the tablet"
      },
      "output": {
        "decision": {
          "id": 31,
          "kind": "apart",
          "identifiers": [
            {
              "type": "email",
              "value": "***x7Qa",
              "personal": true
            },
            {
              "type": "email",
              "value": "***b01z",
              "personal": true
            }
          ],
          "why": "Mother and daughter share the tablet",
          "position": 90211,
          "createdAt": 1760000500000,
          "subject": "admin_5b0e61c2d9f3"
        }
      }
    }
  },
  {
    "name": "profiles.remove-household-member",
    "method": "DELETE",
    "path": "profiles/households/{householdId}/members/{personId}",
    "summary": "Take a person out of a household",
    "description": "That they were in it stays known, with when and who said so.",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "householdId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a household"
      },
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      }
    ],
    "example": {
      "input": {
        "householdId": 3,
        "personId": 1107
      },
      "output": {
        "household": 3,
        "name": "Hauptstraße 5a",
        "why": "same address",
        "createdAt": 1760000000000,
        "createdBy": "key_4f1a9c2be07d",
        "members": [
          1042
        ],
        "stays": [
          {
            "person": 1042,
            "from": 1760000000000,
            "by": "key_4f1a9c2be07d",
            "to": null,
            "removedBy": null
          },
          {
            "person": 1107,
            "from": 1760000000000,
            "by": "key_4f1a9c2be07d",
            "to": 1760000360000,
            "removedBy": "key_4f1a9c2be07d"
          }
        ]
      }
    }
  },
  {
    "name": "profiles.reveal-profile",
    "method": "GET",
    "path": "profiles/{idType}/{value}/personal",
    "summary": "The personal values of one person, in the clear",
    "description": "Names, addresses and other personal values that the vault keeps for a person. Needs its own permission, and every call is in the audit trail.",
    "permission": "profiles:reveal",
    "fields": [
      {
        "name": "idType",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "user_id, anonymous_id, email, phone, a custom type, or person for a person number"
      },
      {
        "name": "value",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters",
        "description": "the identifier as the sender wrote it"
      }
    ],
    "example": {
      "input": {
        "idType": "user_id",
        "value": "u1"
      },
      "output": {
        "person": 1042,
        "values": [
          {
            "path": "traits.email",
            "value": "anna@example.com"
          }
        ]
      }
    }
  },
  {
    "name": "profiles.reveal-trait-history",
    "method": "GET",
    "path": "profiles/{personId}/revealed-trait-history",
    "summary": "Every value that one person was given for their traits, personal ones in the clear",
    "description": "Newest first, by when it happened. `state` says whether a value `holds`, or why not: it is `older` than the one that holds (by the time it happened, and between facts of one moment by the fact's hash), or it was `retracted`. `appended` is when it arrived: a value that came late may have been older from the beginning. Values that stayed readable are told for each fact that brought them. `sealed` ones lie in the vault, which keeps who told them and the first (`since`) and the last fact that did, so they are told once per source and identifiers, at the last; it keeps the newest 50 of these per person and field. `isRepeat`: the same value as the one before. `through` is the log position up to which every readable value is here. Needs the permission of `profiles.reveal-profile`, and every call is in the audit trail.",
    "permission": "profiles:reveal",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      },
      {
        "name": "trait",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 256 characters",
        "description": "only this trait, and what of it lies within an object: address, or address.street"
      },
      {
        "name": "changes",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"true\" or \"false\"",
        "description": "true: only values that differ from the one before"
      },
      {
        "name": "before",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 400 characters",
        "description": "the `next` of a page"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 500"
      }
    ],
    "example": {
      "input": {
        "personId": 1042,
        "trait": "email"
      },
      "output": {
        "person": 1042,
        "values": [
          {
            "trait": "email",
            "value": "anna@example.com",
            "class": "personal",
            "sealed": true,
            "state": "holds",
            "isRepeat": false,
            "position": 2100,
            "happened": 1760000300000,
            "appended": 1760000300090,
            "source": "key_4f1a9c2be07d",
            "type": "identify",
            "event": "",
            "messageId": "m-5",
            "since": null
          },
          {
            "trait": "email",
            "value": "ann@example.com",
            "class": "personal",
            "sealed": true,
            "state": "older",
            "isRepeat": false,
            "position": 1042,
            "happened": 1760000000000,
            "appended": 1760000000080,
            "source": "key_4f1a9c2be07d",
            "type": "identify",
            "event": "",
            "messageId": "m-1",
            "since": null
          }
        ],
        "next": null,
        "through": 2304
      }
    }
  },
  {
    "name": "profiles.revert-source",
    "method": "POST",
    "path": "profiles/amendments/revert-source",
    "summary": "Take back every trait that one source gave in a time",
    "description": "What the identify calls of this source that arrived from `from` to `to` gave traits (or the one `trait`) does not count, and never did: everyone's values before it hold again. At most 100000 calls at once.",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "source",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters"
      },
      {
        "name": "from",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "number",
        "description": "milliseconds since 1970 UTC"
      },
      {
        "name": "to",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "number",
        "description": "milliseconds since 1970 UTC"
      },
      {
        "name": "trait",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 256 characters"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters"
      }
    ],
    "example": {
      "input": {
        "source": "key_4f1a9c2be07d",
        "from": 1760000000000,
        "to": 1760000300000,
        "why": "The importer had the columns mixed up"
      },
      "output": {
        "id": "am_8d1f0b6c2e7a49305f1c",
        "position": 90211,
        "what": "what 4210 facts gave traits does not count"
      }
    }
  },
  {
    "name": "profiles.revert-trait",
    "method": "POST",
    "path": "profiles/{personId}/revert-trait",
    "summary": "Take one value of a trait back",
    "description": "The value that the fact at `position` gave the trait (the newest value where none is given) does not count, and never did: the value before it holds again, and memberships follow. `profiles.get-trait-history` has the positions.",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      },
      {
        "name": "trait",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 256 characters"
      },
      {
        "name": "position",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 1"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters"
      }
    ],
    "example": {
      "input": {
        "personId": 1042,
        "trait": "plan",
        "position": 52110,
        "why": "The importer had the columns mixed up"
      },
      "output": {
        "id": "am_8d1f0b6c2e7a49305f1c",
        "position": 90211,
        "what": "what fact 52110 gave the trait \"plan\" does not count"
      }
    }
  },
  {
    "name": "profiles.run-match",
    "method": "POST",
    "path": "profiles/matches/{id}/run",
    "summary": "Compare a list that is complete",
    "description": "Answers at once; profiles.get-match says how far it is. Where the list is compared with known people, their personal values are opened for it.",
    "permission": "profiles:reveal",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 60 characters",
        "description": "the id of a comparison, as begin-match answered it"
      }
    ],
    "example": {
      "input": {
        "id": "mt_7c1e0a94"
      },
      "output": {
        "id": "mt_7c1e0a94",
        "state": "opening",
        "subject": "ak_1",
        "rows": 100000,
        "known": 0,
        "compared": 0,
        "failure": null,
        "madeAt": null,
        "expiresAt": null
      }
    }
  },
  {
    "name": "profiles.set-identity-rules",
    "method": "POST",
    "path": "profiles/identity-rules",
    "summary": "Change the rules that say who is who",
    "description": "The whole set becomes a new version, which takes effect at one place of the log (`position`): facts behind it are resolved by it, facts before it are not. Try it first with profiles.preview-identity-rules. What earlier rules linked stays linked. `expected` is the version that you have seen; another change in between is refused.",
    "permission": "profiles:admin",
    "fields": [
      {
        "name": "rules",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object"
      },
      {
        "name": "expected",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "integer from 0"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters"
      }
    ],
    "example": {
      "input": {
        "rules": {
          "blocked": [
            {
              "values": [
                "null",
                "guest"
              ],
              "patterns": [
                "[+]?[0-]*"
              ]
            },
            {
              "type": "email",
              "values": [
                "***@shop.example x7Qa"
              ],
              "patterns": [
                "no-?reply@.*"
              ]
            }
          ],
          "limits": {
            "user_id": {
              "most": 1,
              "per": "ever"
            },
            "email": {
              "most": 5,
              "per": "year"
            },
            "anonymous_id": {
              "most": 5,
              "per": "week"
            },
            "*": {
              "most": 5,
              "per": "ever"
            }
          },
          "priority": [
            "user_id",
            "email",
            "*",
            "anonymous_id"
          ],
          "devices": [
            "anonymous_id"
          ],
          "shared": [
            "phone"
          ],
          "caps": {
            "merges": 100,
            "identifiers": 1000
          },
          "hold": {
            "shared": 0,
            "weaker": 1,
            "identifiers": 50,
            "types": {},
            "growth": {
              "most": 20,
              "per": "day"
            }
          }
        },
        "expected": 1,
        "why": "The till sends its own address for guests"
      },
      "output": {
        "rules": {
          "version": 2,
          "rules": {
            "blocked": [
              {
                "values": [
                  "null",
                  "guest"
                ],
                "patterns": [
                  "[+]?[0-]*"
                ]
              },
              {
                "type": "email",
                "values": [
                  "***@shop.example x7Qa"
                ],
                "patterns": [
                  "no-?reply@.*"
                ]
              }
            ],
            "limits": {
              "user_id": {
                "most": 1,
                "per": "ever"
              },
              "email": {
                "most": 5,
                "per": "year"
              },
              "anonymous_id": {
                "most": 5,
                "per": "week"
              },
              "*": {
                "most": 5,
                "per": "ever"
              }
            },
            "priority": [
              "user_id",
              "email",
              "*",
              "anonymous_id"
            ],
            "devices": [
              "anonymous_id"
            ],
            "shared": [
              "phone"
            ],
            "caps": {
              "merges": 100,
              "identifiers": 1000
            },
            "hold": {
              "shared": 0,
              "weaker": 1,
              "identifiers": 50,
              "types": {},
              "growth": {
                "most": 20,
                "per": "day"
              }
            }
          },
          "why": "The till sends its own address for guests",
          "position": 90114,
          "createdAt": 1760000400000,
          "subject": "admin_5b0e61c2d9f3"
        }
      }
    }
  },
  {
    "name": "profiles.unmerge",
    "method": "POST",
    "path": "profiles/{personId}/unmerge",
    "summary": "Part people who were taken for one",
    "description": "The `identifier` is not the same person as the `others` (as all others of the person where none are given), and never was. From now on facts that would make them one lose the weaker identifier; and the people are built again from their facts, each with their own traits, events, sessions and memberships, as if they had never been one. The side whose fact came first keeps the number. An identifier may be given as the page of the person shows it. `profiles.get-amendment` says how far it is; `profiles.preview-amendment` says what it would do.",
    "permission": "profiles:write",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      },
      {
        "name": "identifier",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object"
      },
      {
        "name": "others",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "list of object"
      },
      {
        "name": "why",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters"
      }
    ],
    "example": {
      "input": {
        "personId": 1042,
        "identifier": {
          "type": "anonymous_id",
          "value": "tablet"
        },
        "why": "Mother and daughter share the tablet"
      },
      "output": {
        "id": "am_8d1f0b6c2e7a49305f1c",
        "position": 90211,
        "what": "anonymous_id tablet and email ***x7Qa are not the same person"
      }
    }
  },
  {
    "name": "segments.archive-segment",
    "method": "DELETE",
    "path": "segments/{id}",
    "summary": "End a microsegment",
    "description": "Its members leave and its live state goes; its definition and its history of entries and exits stay. Its name is free again.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3"
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "archiving",
        "progress": 0,
        "size": 751,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": 1760000400000,
        "next": null,
        "standby": null,
        "controlShare": 0,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "segments.archive-trait",
    "method": "DELETE",
    "path": "segments/traits/{name}",
    "summary": "End a computed trait",
    "description": "What is kept for it goes, person by person. Refused while a segment or another computed trait names it.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "name",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the name of a computed trait, a plain word such as lifetime_value"
      }
    ],
    "example": {
      "input": {
        "name": "lifetime_value"
      },
      "output": {
        "name": "lifetime_value",
        "description": "Revenue of all orders",
        "expression": "sum(\"Order Completed\".revenue)",
        "reading": "The sum of revenue over \"Order Completed\" of all time",
        "type": "number",
        "version": 1,
        "position": 1980,
        "state": "archiving",
        "progress": 1,
        "cost": {
          "leaves": 1,
          "state": 40,
          "work": 4
        },
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": 1760000500000,
        "versions": [
          {
            "version": 1,
            "expression": "sum(\"Order Completed\".revenue)",
            "state": "live",
            "progress": 1,
            "reason": "",
            "createdAt": 1760000000000
          }
        ],
        "usedBy": {
          "segments": [],
          "traits": []
        }
      }
    }
  },
  {
    "name": "segments.check-condition",
    "method": "POST",
    "path": "segments/check",
    "summary": "What a condition says and costs, or what is wrong with it",
    "description": "For editors while somebody types: what is wrong is an answer, not an error. `reading` is the condition in plain English. `unknown` lists names that no fact has had so far: a misspelling, most likely. `segment` is the id of the segment whose condition it is to be, so that it is not part of itself.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 1000000 characters"
      },
      {
        "name": "segment",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      }
    ],
    "example": {
      "input": {
        "where": "plann = \"free\" and COUNT(\"Order Completed\")>=3"
      },
      "output": {
        "where": "plann = \"free\" and count(\"Order Completed\") >= 3",
        "reading": "People whose plann is \"free\", and who did \"Order Completed\" at least 3 times",
        "cost": {
          "leaves": 2,
          "state": 32,
          "work": 3
        },
        "unknown": [
          {
            "kind": "trait",
            "name": "plann",
            "span": {
              "start": 0,
              "end": 14
            },
            "suggestion": "plan"
          }
        ],
        "failure": null
      }
    }
  },
  {
    "name": "segments.combine",
    "method": "POST",
    "path": "segments/combine",
    "summary": "How many people are in a combination of microsegments",
    "description": "The size is exact. `asOf` asks who was in it at a past moment: what the live segments said then. `not` by itself is everyone else there is. `sample` is how many people to name, the same ones for the same answer. `isComplete` is false while the newest changes are on their way into the warehouse, and while one of the segments is not live yet.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "expression",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "string up to 64 characters or object",
        "description": "a segment's id, or { all: […] }, { any: […] }, { not: … } of such; at most 50 different segments"
      },
      {
        "name": "sample",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 10000"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      }
    ],
    "example": {
      "input": {
        "expression": {
          "all": [
            "sg_4k2v9qw8m1x3",
            {
              "not": "sg_7h3n5p2r9t6w"
            }
          ]
        },
        "sample": 3
      },
      "output": {
        "size": 512,
        "sample": [
          1042,
          88,
          19204
        ],
        "parts": [
          {
            "id": "sg_4k2v9qw8m1x3",
            "name": "Repeat buyers",
            "version": 1,
            "state": "live",
            "size": 751
          },
          {
            "id": "sg_7h3n5p2r9t6w",
            "name": "Newsletter",
            "version": 3,
            "state": "live",
            "size": 40210
          }
        ],
        "asOf": 1760000400000,
        "through": 52110,
        "isComplete": true,
        "tookMs": 21
      }
    }
  },
  {
    "name": "segments.compare-segments",
    "method": "POST",
    "path": "segments/compare",
    "summary": "Compare two groups of people on a trait or a behaviour, with effect size and uncertainty",
    "description": "A group is a microsegment or a condition; without `b` it is everyone else. Nobody counts twice: people in both are stated and left out, or given to one side with `overlap`. Members are those of the moment `asOf`, values are the latest known then; people without a value are `missing` and not in the shares, means and tests. All intervals are of 95 %. Numbers: difference of means (Welch), of medians, Cohen’s d, Cliff’s delta (needs no shape of the values, and no outlier moves it). Categories: shares with Newcombe’s intervals, chi-squared over the listed categories and the rest, Cramér’s V. Who hangs up calls the queries off. Each comparison is of one thing: of many, some differ by chance; segments.rank-differences accounts for that.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "a",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object",
        "description": "a segment by its id, or a condition as `where`"
      },
      {
        "name": "b",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object",
        "description": "everyone else unless given"
      },
      {
        "name": "overlap",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"leave-out\" or \"in-a\" or \"in-b\"",
        "description": "what becomes of people in both: left out, or counted in one of the two"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "now unless given: who they were, and what was known of them, at that moment"
      },
      {
        "name": "on",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object"
      }
    ],
    "example": {
      "input": {
        "a": {
          "segment": "sg_4k2v9qw8m1x3"
        },
        "on": {
          "event": "Support Requested",
          "measure": "did",
          "days": 30
        }
      },
      "output": {
        "a": {
          "reading": "People in the segment \"Repeat buyers\"",
          "people": 751,
          "missing": 0
        },
        "b": {
          "reading": "Everyone else",
          "people": 3621,
          "missing": 0
        },
        "both": 0,
        "kind": "share",
        "numbers": null,
        "categories": null,
        "shares": {
          "a": {
            "n": 751,
            "count": 83,
            "share": 0.1105,
            "interval": {
              "low": 0.0901,
              "high": 0.1349
            }
          },
          "b": {
            "n": 3621,
            "count": 201,
            "share": 0.0555,
            "interval": {
              "low": 0.0485,
              "high": 0.0634
            }
          },
          "difference": {
            "value": 0.055,
            "interval": {
              "low": 0.0332,
              "high": 0.0804
            }
          },
          "cohensH": 0.2023,
          "p": 1e-8
        },
        "asOf": 1760000400000,
        "through": 52110,
        "isComplete": true,
        "tookMs": 84
      }
    }
  },
  {
    "name": "segments.compare-versions",
    "method": "GET",
    "path": "segments/{id}/compare",
    "summary": "Who would enter and leave if another version took over",
    "description": "From the version that speaks to the one that is coming, unless given. The counts are exact; `people` names up to `limit` of them. `isComplete` is false while a version is not live or the newest changes are on their way.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "from",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1",
        "description": "a version; the one that speaks unless given"
      },
      {
        "name": "to",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1",
        "description": "a version; the one that is coming unless given"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 10000"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "limit": 2
      },
      "output": {
        "from": {
          "version": 1,
          "state": "live",
          "size": 751
        },
        "to": {
          "version": 2,
          "state": "live",
          "size": 320
        },
        "stay": 318,
        "enter": {
          "count": 2,
          "people": [
            1107,
            88
          ]
        },
        "leave": {
          "count": 433,
          "people": [
            1042,
            19204
          ]
        },
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "segments.complete-condition",
    "method": "POST",
    "path": "segments/complete",
    "summary": "What could stand at a place of a half-written condition",
    "description": "For editors while somebody types. An item’s `insert` replaces the text from `from` up to `to`. Events, traits, values and properties are those of a sample of history; best first, at most 50.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "text",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 1000000 characters"
      },
      {
        "name": "offset",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "integer from 0",
        "description": "the cursor, a place between UTF-16 units"
      }
    ],
    "example": {
      "input": {
        "text": "count(\"Ord",
        "offset": 10
      },
      "output": {
        "from": 6,
        "to": 10,
        "items": [
          {
            "label": "Order Completed",
            "insert": "\"Order Completed\"",
            "kind": "event"
          }
        ]
      }
    }
  },
  {
    "name": "segments.create-segment",
    "method": "POST",
    "path": "segments",
    "summary": "Define a microsegment",
    "description": "The condition is checked at once; a failure says where it is wrong and what would fit there. From its definition on the segment follows every fact, while history is read in the background: `state` goes from `backfilling` over `sweeping` to `live`, and members are complete when it is live.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "name",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 200 characters"
      },
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 1000000 characters",
        "description": "the condition, e.g. count(\"Order Completed\") in last 90 days >= 3"
      },
      {
        "name": "description",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 2000 characters"
      }
    ],
    "example": {
      "input": {
        "name": "Repeat buyers",
        "where": "count(\"Order Completed\") in last 90 days >= 3"
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "backfilling",
        "progress": 0,
        "size": 0,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": null,
        "standby": null,
        "controlShare": 0,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "segments.create-trait",
    "method": "POST",
    "path": "segments/traits",
    "summary": "Define a computed trait",
    "description": "A value that follows from what a person did: `sum(\"Order Completed\".revenue)`, `average(\"Order Completed\".revenue)`, `sum(\"Order Completed\".revenue) / count(\"Order Completed\")`, `last(\"Order Completed\".channel)`, `favourite(\"Product Viewed\".category) fading by half every 30 days`, `gap(\"Order Completed\")` (days between one and the next). Conditions name it like any other trait. From its definition on it follows every fact, while history is read in the background: there are values once `state` is `live`. A name that facts give people already is refused, and so is an expression over a personal field.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "name",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the name of a computed trait, a plain word such as lifetime_value"
      },
      {
        "name": "expression",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 1000000 characters",
        "description": "what it is computed from, e.g. sum(\"Order Completed\".revenue)"
      },
      {
        "name": "description",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 2000 characters"
      }
    ],
    "example": {
      "input": {
        "name": "lifetime_value",
        "expression": "sum(\"Order Completed\".revenue)",
        "description": "Revenue of all orders"
      },
      "output": {
        "name": "lifetime_value",
        "description": "Revenue of all orders",
        "expression": "sum(\"Order Completed\".revenue)",
        "reading": "The sum of revenue over \"Order Completed\" of all time",
        "type": "number",
        "version": 1,
        "position": 1980,
        "state": "backfilling",
        "progress": 0,
        "cost": {
          "leaves": 1,
          "state": 40,
          "work": 4
        },
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "versions": [
          {
            "version": 1,
            "expression": "sum(\"Order Completed\".revenue)",
            "state": "live",
            "progress": 1,
            "reason": "",
            "createdAt": 1760000000000
          }
        ],
        "usedBy": {
          "segments": [],
          "traits": []
        }
      }
    }
  },
  {
    "name": "segments.cut-over-version",
    "method": "POST",
    "path": "segments/{id}/cut-over",
    "summary": "Let another version of a microsegment speak for it",
    "description": "The version must be live. The one that spoke until now stands by for a day, so that it can be gone back to at once.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "version",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "integer from 1"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "version": 2
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 5",
        "version": 2,
        "position": 2011,
        "state": "live",
        "progress": 1,
        "size": 320,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": null,
        "standby": {
          "version": 1,
          "where": "count(\"Order Completed\") in last 90 days >= 3",
          "until": 1760086400000
        },
        "controlShare": 0,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "segments.explain-person",
    "method": "POST",
    "path": "segments/explain",
    "summary": "Why somebody is in a microsegment or not, now or at a past moment",
    "description": "Give a segment or a condition of your own. Of a segment, the version is explained that spoke for it at `asOf` (before the first one: the first). Each part in the order of the text: its value, what was found, the log positions of the facts it rests on (the latest 20), since when it is so and until when, by time alone, with everything that was known. `needs` says what would have to become so to enter, or to leave: a line per part, nested under \"all of\" and \"any of\". A fact of the last second may not be there yet; `through` is the log position up to which all are.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "person",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "integer from 1"
      },
      {
        "name": "segment",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 1000000 characters",
        "description": "the condition, e.g. count(\"Order Completed\") in last 90 days >= 3"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "knownAt",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      }
    ],
    "example": {
      "input": {
        "person": 1042,
        "where": "count(\"Order Completed\") in last 90 days >= 3"
      },
      "output": {
        "person": 1042,
        "version": null,
        "truth": "false",
        "since": 1759000000000,
        "until": null,
        "parts": [
          {
            "depth": 0,
            "kind": "measure",
            "text": "count(\"Order Completed\") in last 90 days >= 3",
            "reading": "they did \"Order Completed\" at least 3 times in the last 90 days",
            "truth": "false",
            "found": [
              "2"
            ],
            "facts": [
              51003,
              52044
            ],
            "factCount": 2,
            "since": 1759000000000,
            "until": null
          }
        ],
        "needs": [
          {
            "depth": 0,
            "text": "they did \"Order Completed\" at least 3 times in the last 90 days (now 2)"
          }
        ],
        "asOf": 1760000400000,
        "knownAt": 1760000400000,
        "through": 52110
      }
    }
  },
  {
    "name": "segments.explain-trait",
    "method": "POST",
    "path": "segments/traits/explain",
    "summary": "What a computed trait is for one person, now or at a past moment, and where it comes from",
    "description": "Of a trait the version that spoke at `asOf` is asked; or an expression can be given instead. `value` is that of history at `asOf` with what was known at `knownAt`; `facts` are the log positions of the facts that it is made of, the latest 100 of `factCount`. What is known live is in profiles.get-profile.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "person",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "integer from 1"
      },
      {
        "name": "trait",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "the name of a computed trait, a plain word such as lifetime_value"
      },
      {
        "name": "expression",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 1000000 characters",
        "description": "what it is computed from, e.g. sum(\"Order Completed\".revenue)"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "knownAt",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      }
    ],
    "example": {
      "input": {
        "person": 1042,
        "trait": "lifetime_value",
        "asOf": "2026-03-01T00:00:00Z"
      },
      "output": {
        "person": 1042,
        "value": 129.8,
        "facts": [
          51003,
          52044
        ],
        "factCount": 2,
        "expression": "sum(\"Order Completed\".revenue)",
        "reading": "The sum of revenue over \"Order Completed\" of all time",
        "version": 1,
        "asOf": 1772323200000,
        "knownAt": 1760000400000,
        "through": 52110
      }
    }
  },
  {
    "name": "segments.get-history",
    "method": "GET",
    "path": "segments/{id}/changes",
    "summary": "Who entered and left a microsegment, when and why",
    "description": "Newest first, over all versions of the segment. `at` is the exact instant: of the fact that caused the change, or of the end of a window. `from` is included, `to` is not. To read on, give the `next` of the answer as `before`. `through` is the log position up to which all changes are here.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "from",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "to",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "before",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1",
        "description": "the `next` of the page before"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 10000"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "from": "2025-10-09T00:00:00Z",
        "limit": 2
      },
      "output": {
        "changes": [
          {
            "person": 1107,
            "at": 1760000380000,
            "entered": false,
            "cause": "time",
            "version": 1,
            "position": 52110
          },
          {
            "person": 1042,
            "at": 1760000360120,
            "entered": true,
            "cause": "fact",
            "version": 1,
            "position": 52102
          }
        ],
        "next": 8812,
        "through": 52110
      }
    }
  },
  {
    "name": "segments.get-segment",
    "method": "GET",
    "path": "segments/{id}",
    "summary": "One microsegment: condition, size, state and freshness",
    "description": "`size` is the number of members now. `freshness` says how far the engine is: `lagMs` is 0 when it has met the whole log. `next` is a newer version that takes over once it is live or when you say so; until then everything else is about the present one. `standby` is the version before, while it can be gone back to. `control` counts the control group (null while that cannot be counted) and says which shares it had since when. A threshold without a value waits for its first computation.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3"
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "live",
        "progress": 1,
        "size": 751,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": null,
        "standby": null,
        "controlShare": 10,
        "thresholds": [],
        "alarms": [],
        "control": {
          "members": 75,
          "treated": 676,
          "shares": [
            {
              "since": 1760000000000,
              "percent": 10
            }
          ]
        }
      }
    }
  },
  {
    "name": "segments.get-series",
    "method": "GET",
    "path": "segments/{id}/series",
    "summary": "The size of a microsegment over time, with who entered and left",
    "description": "`size` is the number of members at the end of each stretch: the size before, plus everyone who entered, less everyone who left. Someone who leaves and comes back counts each time. While a version speaks for the segment its changes count; when another one takes over, the difference between the two has the cause `version`. Minutes and hours are those of UTC; days, weeks and months are those of `zone`. The first stretch is the whole one that holds `from`; the last one ends at `to`. At most 1000 stretches.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "from",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "unless given, before `to`: 6 hours of minutes, 7 days of hours, 30 days, 26 weeks or 365 days of months"
      },
      {
        "name": "to",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "now unless given; a later moment is taken for now"
      },
      {
        "name": "interval",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"minute\" or \"hour\" or \"day\" or \"week\" or \"month\""
      },
      {
        "name": "zone",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "a time zone such as Europe/Berlin"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "from": "2025-10-08T00:00:00Z",
        "to": "2025-10-10T00:00:00Z",
        "interval": "day",
        "zone": "UTC"
      },
      "output": {
        "before": 740,
        "points": [
          {
            "from": 1759881600000,
            "to": 1759968000000,
            "size": 742,
            "entered": 9,
            "left": 7,
            "causes": {
              "fact": {
                "entered": 9,
                "left": 0
              },
              "time": {
                "entered": 0,
                "left": 7
              }
            }
          },
          {
            "from": 1759968000000,
            "to": 1760054400000,
            "size": 751,
            "entered": 9,
            "left": 0,
            "causes": {
              "fact": {
                "entered": 9,
                "left": 0
              }
            }
          }
        ],
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "segments.get-trait",
    "method": "GET",
    "path": "segments/traits/{name}",
    "summary": "One computed trait: expression, versions, state and who uses it",
    "description": "`version` speaks for it; a newer one in `versions` takes over once it is live. `cost` is what it keeps per person, and does per fact.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "name",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the name of a computed trait, a plain word such as lifetime_value"
      }
    ],
    "example": {
      "input": {
        "name": "lifetime_value"
      },
      "output": {
        "name": "lifetime_value",
        "description": "Revenue of all orders",
        "expression": "sum(\"Order Completed\".revenue)",
        "reading": "The sum of revenue over \"Order Completed\" of all time",
        "type": "number",
        "version": 1,
        "position": 1980,
        "state": "live",
        "progress": 1,
        "cost": {
          "leaves": 1,
          "state": 40,
          "work": 4
        },
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "versions": [
          {
            "version": 1,
            "expression": "sum(\"Order Completed\".revenue)",
            "state": "live",
            "progress": 1,
            "reason": "",
            "createdAt": 1760000000000
          }
        ],
        "usedBy": {
          "segments": [
            {
              "id": "sg_4k2v9qw8m1x3",
              "name": "Good customers"
            }
          ],
          "traits": [
            "average_basket"
          ]
        }
      }
    }
  },
  {
    "name": "segments.list-alarms",
    "method": "GET",
    "path": "segments/alarms",
    "summary": "What stands still and should move",
    "description": "`stuck`: a version on its way to live has made no progress for five minutes. `behind`: the engine is a minute or more behind the log. `stale-threshold`: the threshold of a rank is older than three times its interval. `outdated-reference`: a segment that the condition names has changed, and the condition cannot be written out anew. Oldest first; none when everything moves.",
    "permission": "segments:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "alarms": [
          {
            "kind": "stuck",
            "segment": "sg_4k2v9qw8m1x3",
            "version": 2,
            "since": 1760000000000,
            "message": "version 2 is backfilling and has made no progress for 7 minutes"
          }
        ]
      }
    }
  },
  {
    "name": "segments.list-members",
    "method": "GET",
    "path": "segments/{id}/members",
    "summary": "Who is in a microsegment now, and since when",
    "description": "By ascending person number. To read on, give the `next` of the answer as `after`, until it is null: a page of one group may hold fewer people than `limit`. `control` says who is in the control group. Who enters or leaves meanwhile may be on a page or not.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "after",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 9007199254740990",
        "description": "members with a larger person number"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 10000"
      },
      {
        "name": "group",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"all\" or \"control\" or \"treated\"",
        "description": "everyone, the control group, or everyone else"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "limit": 2
      },
      "output": {
        "size": 751,
        "control": 75,
        "members": [
          {
            "person": 1042,
            "since": 1760000360120,
            "control": true
          },
          {
            "person": 1107,
            "since": 1760000200000,
            "control": false
          }
        ],
        "next": 1107
      }
    }
  },
  {
    "name": "segments.list-movers",
    "method": "GET",
    "path": "segments/movers",
    "summary": "Which microsegments moved most lately",
    "description": "From `from` up to `to`: the size before, how many entered and left (someone who comes and goes counts each time), the size after. Those whose size changed most come first, then those with the most coming and going. segments.get-series over the same `from`, `to` and `interval` adds up to the same figures.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "window",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"hour\" or \"day\""
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 1000"
      }
    ],
    "example": {
      "input": {
        "window": "day",
        "limit": 1
      },
      "output": {
        "from": 1759986000000,
        "to": 1760072460000,
        "interval": "hour",
        "movers": [
          {
            "id": "sg_4k2v9qw8m1x3",
            "name": "Repeat buyers",
            "before": 740,
            "size": 751,
            "change": 11,
            "entered": 14,
            "left": 3,
            "sizes": [
              742,
              745,
              751
            ]
          }
        ],
        "moved": 4,
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "segments.list-segments",
    "method": "GET",
    "path": "segments",
    "summary": "All microsegments with their size and state",
    "permission": "segments:read",
    "fields": [
      {
        "name": "archived",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string",
        "description": "also those that were archived"
      }
    ],
    "example": {
      "input": {},
      "output": {
        "segments": [
          {
            "id": "sg_4k2v9qw8m1x3",
            "name": "Repeat buyers",
            "description": "",
            "where": "count(\"Order Completed\") in last 90 days >= 3",
            "version": 1,
            "position": 1980,
            "state": "live",
            "progress": 1,
            "size": 751,
            "freshness": {
              "position": 52110,
              "time": 1760000360000,
              "lagMs": 0
            },
            "createdAt": 1760000000000,
            "archivedAt": null,
            "next": null,
            "standby": null,
            "controlShare": 0,
            "thresholds": [],
            "alarms": []
          }
        ]
      }
    }
  },
  {
    "name": "segments.list-traits",
    "method": "GET",
    "path": "segments/traits",
    "summary": "All computed traits",
    "description": "In the order in which they were defined; archived ones only where they are asked for.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "archived",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"true\" or \"false\""
      }
    ],
    "example": {
      "input": {},
      "output": {
        "traits": [
          {
            "name": "lifetime_value",
            "description": "Revenue of all orders",
            "expression": "sum(\"Order Completed\".revenue)",
            "reading": "The sum of revenue over \"Order Completed\" of all time",
            "type": "number",
            "version": 1,
            "position": 1980,
            "state": "live",
            "progress": 1,
            "cost": {
              "leaves": 1,
              "state": 40,
              "work": 4
            },
            "freshness": {
              "position": 52110,
              "time": 1760000360000,
              "lagMs": 0
            },
            "createdAt": 1760000000000,
            "archivedAt": null,
            "versions": [
              {
                "version": 1,
                "expression": "sum(\"Order Completed\".revenue)",
                "state": "live",
                "progress": 1,
                "reason": "",
                "createdAt": 1760000000000
              }
            ],
            "usedBy": {
              "segments": [
                {
                  "id": "sg_4k2v9qw8m1x3",
                  "name": "Good customers"
                }
              ],
              "traits": [
                "average_basket"
              ]
            }
          }
        ]
      }
    }
  },
  {
    "name": "segments.list-versions",
    "method": "GET",
    "path": "segments/{id}/versions",
    "summary": "Every version of a microsegment, and when it spoke",
    "description": "Newest first. `role` is `preparing` until the version is live, `ready` while it waits for the cut-over, `speaking` for the one whose members are the segment’s, `standby` for the one before, which can be gone back to. `reason` says why there is a version that nobody asked for.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3"
      },
      "output": {
        "versions": [
          {
            "version": 2,
            "where": "count(\"Order Completed\") in last 90 days >= 5",
            "role": "ready",
            "state": "live",
            "position": 2011,
            "size": 320,
            "progress": 1,
            "cutOver": "manual",
            "reason": "",
            "createdAt": 1760000200000,
            "spoke": []
          },
          {
            "version": 1,
            "where": "count(\"Order Completed\") in last 90 days >= 3",
            "role": "speaking",
            "state": "live",
            "position": 1980,
            "size": 751,
            "progress": 1,
            "cutOver": "when-ready",
            "reason": "",
            "createdAt": 1760000000000,
            "spoke": [
              {
                "from": 1760000000000,
                "to": null
              }
            ]
          }
        ]
      }
    }
  },
  {
    "name": "segments.overlaps",
    "method": "POST",
    "path": "segments/overlaps",
    "summary": "How much microsegments have in common, two by two",
    "description": "`both` is the exact number of people in both; `jaccard` is that by the people in either. `asOf` asks about a past moment: what the live segments said then.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "ids",
        "place": "body",
        "kind": "list",
        "required": true,
        "type": "list of string up to 64 characters"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      }
    ],
    "example": {
      "input": {
        "ids": [
          "sg_4k2v9qw8m1x3",
          "sg_7h3n5p2r9t6w"
        ]
      },
      "output": {
        "segments": [
          {
            "id": "sg_4k2v9qw8m1x3",
            "name": "Repeat buyers",
            "version": 1,
            "state": "live",
            "size": 800
          },
          {
            "id": "sg_7h3n5p2r9t6w",
            "name": "Newsletter",
            "version": 3,
            "state": "live",
            "size": 400
          }
        ],
        "overlaps": [
          {
            "a": "sg_4k2v9qw8m1x3",
            "b": "sg_7h3n5p2r9t6w",
            "both": 200,
            "jaccard": 0.2
          }
        ],
        "asOf": 1760000400000,
        "through": 52110,
        "isComplete": true,
        "tookMs": 14
      }
    }
  },
  {
    "name": "segments.preview-segment",
    "method": "POST",
    "path": "segments/preview",
    "summary": "Count who is in a condition, now or at a past moment",
    "description": "`count` is exact. `asOf` is the moment the question is about: facts that happened later are left out. `knownAt` is the moment it is asked from: facts and merges that were processed later are left out. Both are now unless given; both at the same moment give what the live segment said then. `isComplete` is false while the newest facts are on their way into the warehouse; `through` is the log position up to which everything was counted. Whoever hangs up before the answer calls the query off. `reading` is the condition in plain English; `cost` is what it would cost as a segment: bytes per person, and steps per fact. `unknown` lists names that no fact has had so far, with the nearest that some had: a misspelling, most likely.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 1000000 characters",
        "description": "the condition, e.g. count(\"Order Completed\") in last 90 days >= 3"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "knownAt",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "sample",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 100"
      }
    ],
    "example": {
      "input": {
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "asOf": "2011-12-10T00:00:00Z",
        "sample": 3
      },
      "output": {
        "count": 751,
        "sample": [
          1042,
          88,
          19204
        ],
        "asOf": 1323475200000,
        "knownAt": 1760000400000,
        "tookMs": 84,
        "through": 52110,
        "isComplete": true,
        "reading": "People who did \"Order Completed\" at least 3 times in the last 90 days",
        "cost": {
          "leaves": 1,
          "state": 32,
          "work": 2
        },
        "unknown": []
      }
    }
  },
  {
    "name": "segments.preview-trait",
    "method": "POST",
    "path": "segments/traits/preview",
    "summary": "Which values an expression has over all people, now or at a past moment",
    "description": "Exact, over history, before or without making it a computed trait. `people` have a value: of a number that is everyone with an event that counts. `asOf`, `knownAt`, `through` and `isComplete` are those of segments.preview-segment.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "expression",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 1000000 characters",
        "description": "what it is computed from, e.g. sum(\"Order Completed\".revenue)"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "knownAt",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "sample",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 100"
      }
    ],
    "example": {
      "input": {
        "expression": "sum(\"Order Completed\".revenue)",
        "sample": 1
      },
      "output": {
        "people": 2914,
        "distribution": {
          "kind": "numbers",
          "minimum": 4.9,
          "maximum": 1840,
          "mean": 212.4,
          "quantiles": [
            {
              "share": 0.05,
              "value": 12.9
            },
            {
              "share": 0.25,
              "value": 49
            },
            {
              "share": 0.5,
              "value": 129.8
            },
            {
              "share": 0.75,
              "value": 290
            },
            {
              "share": 0.95,
              "value": 702
            }
          ]
        },
        "sample": [
          {
            "person": 1042,
            "value": 129.8
          }
        ],
        "reading": "The sum of revenue over \"Order Completed\" of all time",
        "cost": {
          "leaves": 1,
          "state": 40,
          "work": 4
        },
        "asOf": 1760000400000,
        "knownAt": 1760000400000,
        "tookMs": 61,
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "segments.rank-differences",
    "method": "POST",
    "path": "segments/differences",
    "summary": "Which traits and behaviours tell two groups of people apart most",
    "description": "Groups as in segments.compare-segments. `effect` is 0 to 1 and means the same for all: of numbers the size of Cliff’s delta, of categories how much of the shares lies elsewhere, of events the difference of the shares who did them in the last `days`. `signed` is a less b. `adjustedP` accounts for how many were `looked` at (Benjamini and Hochberg): of those below 0.05 about one in twenty is there by chance. Large groups make small differences certain: look at the effect first. Personal traits are not compared. A condition that made the groups is of course among what differs.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "a",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object",
        "description": "a segment by its id, or a condition as `where`"
      },
      {
        "name": "b",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object",
        "description": "everyone else unless given"
      },
      {
        "name": "overlap",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"leave-out\" or \"in-a\" or \"in-b\"",
        "description": "what becomes of people in both: left out, or counted in one of the two"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "now unless given: who they were, and what was known of them, at that moment"
      },
      {
        "name": "days",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 3650"
      },
      {
        "name": "limit",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 100"
      }
    ],
    "example": {
      "input": {
        "a": {
          "segment": "sg_4k2v9qw8m1x3"
        },
        "days": 30,
        "limit": 1
      },
      "output": {
        "a": {
          "reading": "People in the segment \"Repeat buyers\"",
          "people": 751
        },
        "b": {
          "reading": "Everyone else",
          "people": 3621
        },
        "both": 0,
        "differences": [
          {
            "subject": "event",
            "name": "Product Viewed",
            "kind": "share",
            "effect": 0.41,
            "signed": 0.41,
            "interval": {
              "low": 0.37,
              "high": 0.44
            },
            "p": 1e-12,
            "adjustedP": 3e-11,
            "knownA": 751,
            "knownB": 3621
          }
        ],
        "looked": 34,
        "asOf": 1760000400000,
        "through": 52110,
        "isComplete": true,
        "tookMs": 310
      }
    }
  },
  {
    "name": "segments.roll-back-segment",
    "method": "POST",
    "path": "segments/{id}/roll-back",
    "summary": "Go back to the version of a microsegment that spoke before",
    "description": "At once: the version before is kept up to date for a day after it was replaced. The one that is gone back from then stands by in turn.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3"
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "live",
        "progress": 1,
        "size": 751,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": null,
        "standby": {
          "version": 2,
          "where": "count(\"Order Completed\") in last 90 days >= 5",
          "until": 1760086400000
        },
        "controlShare": 0,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "segments.set-control-share",
    "method": "POST",
    "path": "segments/{id}/control-share",
    "summary": "Leave a fixed share of a microsegment alone, to compare with",
    "description": "The control group is chosen by a hash of the segment and the person: it stays the same when members come and go, and a larger share holds everyone of a smaller one. Every change of the share is kept with its time.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "percent",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "number from 0 to 50",
        "description": "of the members; 0 for no control group"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "percent": 10
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "live",
        "progress": 1,
        "size": 751,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": null,
        "standby": null,
        "controlShare": 10,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "segments.update-segment",
    "method": "PATCH",
    "path": "segments/{id}",
    "summary": "Rename a microsegment or change its condition",
    "description": "A new condition becomes a new version. It is prepared beside the present one, which goes on unchanged, and takes over once it is live; with `cutOver` `manual` it waits, live, until you cut over to it, so that you can compare first. The version it replaces stands by for a day.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "name",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 200 characters"
      },
      {
        "name": "description",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 2000 characters"
      },
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 1000000 characters",
        "description": "the condition, e.g. count(\"Order Completed\") in last 90 days >= 3"
      },
      {
        "name": "cutOver",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"when-ready\" or \"manual\"",
        "description": "how the new condition takes over: by itself (`when-ready`) unless given"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "where": "count(\"Order Completed\") in last 90 days >= 5"
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "live",
        "progress": 1,
        "size": 751,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": {
          "version": 2,
          "where": "count(\"Order Completed\") in last 90 days >= 5",
          "state": "backfilling",
          "progress": 0,
          "cutOver": "when-ready",
          "reason": ""
        },
        "standby": null,
        "controlShare": 0,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "segments.update-trait",
    "method": "PATCH",
    "path": "segments/traits/{name}",
    "summary": "Change what a computed trait is computed from",
    "description": "Another expression becomes a new version. It is prepared beside the present one, which goes on unchanged, and takes over once it is live. Segments and computed traits that name it follow as new versions of their own. The name stays: conditions are kept with it.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "name",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the name of a computed trait, a plain word such as lifetime_value"
      },
      {
        "name": "expression",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 1000000 characters",
        "description": "what it is computed from, e.g. sum(\"Order Completed\".revenue)"
      },
      {
        "name": "description",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 2000 characters"
      }
    ],
    "example": {
      "input": {
        "name": "lifetime_value",
        "expression": "sum(\"Order Completed\".total)"
      },
      "output": {
        "name": "lifetime_value",
        "description": "Revenue of all orders",
        "expression": "sum(\"Order Completed\".revenue)",
        "reading": "The sum of revenue over \"Order Completed\" of all time",
        "type": "number",
        "version": 1,
        "position": 1980,
        "state": "live",
        "progress": 1,
        "cost": {
          "leaves": 1,
          "state": 40,
          "work": 4
        },
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "versions": [
          {
            "version": 2,
            "expression": "sum(\"Order Completed\".total)",
            "state": "backfilling",
            "progress": 0,
            "reason": "",
            "createdAt": 1760000400000
          },
          {
            "version": 1,
            "expression": "sum(\"Order Completed\".revenue)",
            "state": "live",
            "progress": 1,
            "reason": "",
            "createdAt": 1760000000000
          }
        ],
        "usedBy": {
          "segments": [
            {
              "id": "sg_4k2v9qw8m1x3",
              "name": "Good customers"
            }
          ],
          "traits": [
            "average_basket"
          ]
        }
      }
    }
  },
  {
    "name": "stream.find-message",
    "method": "GET",
    "path": "stream/messages/{messageId}",
    "summary": "Find the records of a message by its id",
    "description": "Facts that count are found however old they are; duplicates, and facts that history does not have yet, among the newest records only: from `scannedFrom` on every record was looked at. Read what became of each with stream.inspect-record. Refused events are in intake.list-quarantine.",
    "permission": "stream:read",
    "fields": [
      {
        "name": "messageId",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "as the sender gave it"
      }
    ],
    "example": {
      "input": {
        "messageId": "m-2"
      },
      "output": {
        "positions": [
          5021,
          5022
        ],
        "through": 52110,
        "scannedFrom": 1
      }
    }
  },
  {
    "name": "stream.get-figures",
    "method": "GET",
    "path": "stream/state",
    "summary": "The state of the system in figures, now",
    "description": "The same that stream.live tells about once a second to whoever asks it for `system`.",
    "permission": "stream:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "at": 1760000400000,
        "version": "0.1.0",
        "startedAt": 1759990000000,
        "facts": {
          "accepted": 52114,
          "processed": 52110,
          "duplicates": 12,
          "perSecond": 5.2
        },
        "people": 4372,
        "merges": 31,
        "engine": {
          "position": 52140,
          "behind": 4,
          "lagMs": 3,
          "rebuilding": false,
          "refusing": null
        },
        "warehouse": {
          "through": 52110,
          "behind": 30,
          "lagMs": 410,
          "waiting": 2
        },
        "outbox": [
          {
            "consumer": "warehouse",
            "waiting": 2
          },
          {
            "consumer": "registry",
            "waiting": 0
          },
          {
            "consumer": "subscribers",
            "waiting": 0
          }
        ],
        "quarantined": 3,
        "log": {
          "position": 52144,
          "bytes": 33562112,
          "limitBytes": 20000000000,
          "pendingBytes": 0
        },
        "disk": {
          "freeBytes": 81200000000,
          "totalBytes": 120000000000,
          "reservedBytes": 512000000
        },
        "parts": [
          {
            "name": "engine",
            "kind": "thread",
            "up": true,
            "reason": null,
            "restarts": null
          },
          {
            "name": "warehouse",
            "kind": "child",
            "up": false,
            "reason": "it is starting",
            "restarts": 1
          }
        ],
        "segments": {
          "total": 12,
          "live": 11,
          "members": 9310
        },
        "alarms": []
      }
    }
  },
  {
    "name": "stream.inspect-record",
    "method": "GET",
    "path": "stream/records/{position}",
    "summary": "One record of the log, and what became of it",
    "description": "The record as it is stored: personal values lie sealed in it, and only where they were given is told. The outcome says whom it was found to be about, which identifiers it linked, who turned out to be the same person, and who entered or left a microsegment because of it. `waiting`: the engine has not come to it. `duplicate`: the same message came before and counts already. `none`: a record about nobody, such as a definition.",
    "permission": "stream:read",
    "fields": [
      {
        "name": "position",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "position in the log"
      }
    ],
    "example": {
      "input": {
        "position": 5021
      },
      "output": {
        "position": 5021,
        "appended": 1760000360120,
        "kind": "fact",
        "bytes": 644,
        "fact": {
          "type": "track",
          "event": "Order Completed",
          "messageId": "m-2",
          "source": "key_4f1a9c2be07d",
          "happened": 1760000360000,
          "received": 1760000360100,
          "original": 1760000360000,
          "sent": 1760000360050,
          "identifiers": [
            {
              "type": "user_id",
              "value": "u1",
              "personal": false
            }
          ],
          "traits": {},
          "properties": {
            "revenue": 49.9,
            "currency": "EUR"
          },
          "context": {},
          "sealed": [
            {
              "path": "properties.email",
              "class": "personal"
            }
          ]
        },
        "content": null,
        "outcome": {
          "state": "counted",
          "person": 1042,
          "personNow": 1042,
          "duplicateOf": null,
          "dropped": [],
          "rules": 1,
          "links": [],
          "merges": [],
          "changes": [
            {
              "segment": "sg_4k2v9qw8m1x3",
              "name": "Repeat buyers",
              "version": 1,
              "person": 1042,
              "entered": true,
              "cause": "fact",
              "at": 1760000360120
            }
          ],
          "from": "history"
        }
      }
    }
  }
]
