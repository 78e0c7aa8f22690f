"""A list's tools and table, the same in every room; jobcenter/lists.py says how it is described."""

from typing import Any

from django import template
from django.http import QueryDict
from django.template import Context
from django.template.base import render_value_in_context
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from jobcenter.lists import (
    COLUMNS_PARAM,
    CURSOR_PARAM,
    NO_VIEW,
    SORT_PARAM,
    VIEW_PARAM,
    Column,
    ListState,
    view_url,
)

register = template.Library()
_PLAIN = Context()


@register.inclusion_tag("components/lists/tools.html", takes_context=True)
def list_tools(context: dict[str, Any], state: ListState) -> dict[str, Any]:
    """Show saved views, the choice of columns, and the files the list can be taken out as."""
    rest = state.kind.kept(state.query)
    present = state.present
    is_mine = present is not None and present.owner_id == state.viewer.membership_id
    shown = QueryDict(state.query_string).dict()
    kept = dict(QueryDict(present.query).dict()) if present else {}
    if present and present.columns:
        kept[COLUMNS_PARAM] = ",".join(present.columns)
    bare = reverse(state.kind.url_name)
    return {
        "request": context.get("request"),
        "csrf_token": context.get("csrf_token"),
        "state": state,
        "views": [{"view": view, "url": view_url(view)} for view in state.views],
        "is_mine": is_mine,
        "is_changed": present is not None and shown != kept,
        "hidden": list(rest.items()),
        "sorts": [head for column in state.columns if (head := _head(state, column))["url"]],
        "columns": [c for c in state.kind.columns if not c.in_file_only and not c.is_fixed],
        "whole_url": f"{bare}?{VIEW_PARAM}={NO_VIEW}",
        "me": state.viewer.membership_id,
        "is_dated": state.kind.dated is not None,
    }


@register.inclusion_tag("components/lists/files.html", takes_context=True)
def list_files(context: dict[str, Any], state: ListState) -> dict[str, Any]:
    """Show only the files the list can be taken out as: for a list with a table of its own."""
    return {
        "csrf_token": context.get("csrf_token"),
        "state": state,
        "is_dated": state.kind.dated is not None,
    }


@register.inclusion_tag("components/lists/table.html", takes_context=True)
def list_table(context: dict[str, Any], state: ListState, rows: list[Any]) -> dict[str, Any]:
    """Show the rows in the chosen columns, with a box to tick where there are bulk changes."""
    kind = state.kind
    opened = [(column, _opened(column)) for column in state.columns]
    return {
        "csrf_token": context.get("csrf_token"),
        "state": state,
        "heads": [_head(state, column) for column in state.columns],
        "rows": [
            {
                "id": kind.public_id(row),
                "title": kind.title(row),
                # Put together here: through the template a cell costs a dozen lookups.
                "cells": SafeString(
                    "".join(f"{td}{_shown(column.cell(row))}</td>" for column, td in opened)
                ),
            }
            for row in rows
        ],
    }


def _opened(column: Column) -> str:
    """Return the opening tag of a column's cells; a folded row on a phone shows the label."""
    if column.is_fixed:
        return "<td>"
    if column.is_action:
        return '<td class="do">'
    number = ' class="n"' if column.is_number else ""
    return f'<td{number} data-label="{conditional_escape(column.label)}">'


def _shown(value: Any) -> str:
    """Return a cell's value as a template would show it."""
    return render_value_in_context(value, _PLAIN)


def _head(state: ListState, column: Column) -> dict[str, Any]:
    """Return a column's header: its label, how it is sorted now, and where a click leads."""
    now = state.present_sort
    order = "none"
    if column.sort and now.removeprefix("-") == column.sort:
        order = "descending" if now.startswith("-") else "ascending"
    query = state.query.copy()
    query.pop(CURSOR_PARAM, None)
    down = order == "ascending" or (order == "none" and column.sorts_down_first)
    query[SORT_PARAM] = f"-{column.sort}" if down else column.sort
    is_sorted = column.sort and state.may_sort(column.sort)
    return {"column": column, "state": order, "url": f"?{query.urlencode()}" if is_sorted else ""}


@register.inclusion_tag("components/lists/hidden.html", takes_context=True)
def list_kept(context: dict[str, Any], state: ListState) -> dict[str, Any]:
    """Write hidden fields, so that filtering keeps the sort, the columns and the view."""
    kept = [(name, state.query[name]) for name in (SORT_PARAM, VIEW_PARAM) if state.query.get(name)]
    if codes := state.query.getlist(COLUMNS_PARAM):
        kept.append((COLUMNS_PARAM, ",".join(codes)))
    return {"hidden": kept}


@register.inclusion_tag("components/lists/bulk_bar.html", takes_context=True)
def list_foot(context: dict[str, Any], state: ListState) -> dict[str, Any]:
    """Show what can be done with the rows ticked, and the keys of the list."""
    return {
        "csrf_token": context.get("csrf_token"),
        "state": state,
        "takes_all": state.kind.first_ids is not None,
        "takes_ticked": state.kind.picked is not None,
    }
