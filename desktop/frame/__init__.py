"""The window around the pages.

A page derives from ``desktop.frame.page.Page`` and gets a ``Session``:

* ``session.ask(question, done, failed=None, key="")`` runs a question of casework in the one work thread; ``done`` is a
  bound method held weakly; tasks of one ``key`` replace each other (live panels);
* ``session.act(act, draft, done=None, refused=None)`` runs an act, publishes its ``Changed``, shows its message;
  ``session.change(work, done, refused)`` the same for any callable that returns ``Changed``;
* ``session.today``, ``session.now``, ``session.actor``, ``session.office``, ``session.settings``;
  ``session.describe_day`` gives date fields their words (调休上班, 放假);
* ``session.shell.open_page(key, payload)``, ``.go_back()``, ``.say(text, action, act)``, ``.show_refusal(error)``,
  ``.add_saver(bound_method)`` for typed text that must survive a failure;
* ``session.runner.run_steps(work, done, failed, advanced)`` for long work with progress and 取消.

The window calls ``on_enter(payload)``, ``refresh(changed)``, ``can_leave()``, ``on_escape()`` and ``focus_search()`` of
its pages and
shows their ``title`` and ``subtitle``, changed by ``set_heading``. Pages and places are declared in
``desktop.frame.places``, actions in ``desktop.frame.actions``.
"""
