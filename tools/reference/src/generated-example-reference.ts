// Generated from the declared operations by tools/reference; change those and run `npm run reference`.

import type { OperationHelp } from '@touchstone/client'

/** Every operation as the command line explains it. */
export const REFERENCE: readonly OperationHelp[] = [
  {
    "name": "notes.break-note",
    "method": "POST",
    "path": "notes/break",
    "summary": "Break",
    "permission": "notes:write",
    "fields": [
      {
        "name": "how",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "\"throw\" or \"full\" or \"leak\" or \"wrong\" or \"slow\""
      }
    ],
    "example": {
      "input": {
        "how": "leak"
      },
      "output": {
        "shown": "yes"
      }
    }
  },
  {
    "name": "notes.change-note",
    "method": "PATCH",
    "path": "notes/{id}",
    "summary": "Change a note",
    "permission": "notes:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "The number of the note."
      },
      {
        "name": "title",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string"
      }
    ],
    "example": {
      "input": {
        "id": 7,
        "title": "Coffee"
      },
      "output": {
        "id": 7,
        "title": "Tea & <biscuits>",
        "color": "red",
        "tags": [
          "kitchen"
        ]
      }
    }
  },
  {
    "name": "notes.create-note",
    "method": "POST",
    "path": "notes",
    "summary": "Write a note",
    "permission": "notes:write",
    "fields": [
      {
        "name": "title",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 50 characters"
      },
      {
        "name": "color",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"red\" or \"blue\""
      },
      {
        "name": "tags",
        "place": "body",
        "kind": "list",
        "required": false,
        "type": "list of string"
      },
      {
        "name": "place",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object"
      }
    ],
    "example": {
      "input": {
        "title": "It's tea",
        "tags": [
          "kitchen"
        ]
      },
      "output": {
        "id": 7,
        "title": "Tea & <biscuits>",
        "color": "red",
        "tags": [
          "kitchen"
        ]
      }
    }
  },
  {
    "name": "notes.delete-note",
    "method": "DELETE",
    "path": "notes/{id}",
    "summary": "Throw a note away",
    "permission": "notes:admin",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "The number of the note."
      }
    ],
    "example": {
      "input": {
        "id": 7
      },
      "output": {
        "deleted": true
      }
    }
  },
  {
    "name": "notes.export-notes",
    "method": "GET",
    "path": "notes/notes.txt",
    "summary": "All notes as a file",
    "fileType": "text/plain; charset=utf-8",
    "permission": "notes:read",
    "fields": [
      {
        "name": "lines",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 0"
      },
      {
        "name": "breakAt",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "number"
      }
    ],
    "example": {
      "input": {
        "lines": 2
      },
      "output": "1 Tea\n2 Tea\n"
    }
  },
  {
    "name": "notes.find-note",
    "method": "GET",
    "path": "notes/{by}/{value}",
    "summary": "Find a note by something it has",
    "permission": "notes:read",
    "fields": [
      {
        "name": "by",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string"
      },
      {
        "name": "value",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string"
      }
    ],
    "example": {
      "input": {
        "by": "title",
        "value": "a/b c"
      },
      "output": {
        "by": "title",
        "value": "a/b c"
      }
    }
  },
  {
    "name": "notes.get-history",
    "method": "GET",
    "path": "notes/{id}/history",
    "summary": "Read what happened to a note",
    "permission": "notes:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "The number of the note."
      }
    ],
    "example": {
      "input": {
        "id": 7
      },
      "output": {
        "id": 7,
        "changes": []
      }
    }
  },
  {
    "name": "notes.get-note",
    "method": "GET",
    "path": "notes/{id}",
    "summary": "Read a note",
    "permission": "notes:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "The number of the note."
      }
    ],
    "example": {
      "input": {
        "id": 7
      },
      "output": {
        "id": 7,
        "title": "Tea & <biscuits>",
        "color": "red",
        "tags": [
          "kitchen"
        ]
      }
    }
  },
  {
    "name": "notes.list-notes",
    "method": "GET",
    "path": "notes",
    "summary": "List notes",
    "permission": "notes:read",
    "fields": [
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 100"
      },
      {
        "name": "tag",
        "place": "query",
        "kind": "list",
        "required": false,
        "type": "list of string"
      },
      {
        "name": "red",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string"
      }
    ],
    "example": {
      "input": {
        "limit": 5,
        "tag": [
          "kitchen"
        ]
      },
      "output": {
        "notes": [
          {
            "id": 7,
            "title": "Tea & <biscuits>",
            "color": "red",
            "tags": [
              "kitchen"
            ]
          }
        ],
        "asked": {
          "limit": 5,
          "tag": [
            "kitchen"
          ],
          "red": false
        }
      }
    }
  }
]
