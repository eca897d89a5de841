"""Jupyter kernels forked from a process in which the heavy work is done already.

A *kernel provisioner* of jupyter_client: papermill, nbclient and JupyterLab use it for every
kernelspec that names it. What to do beforehand is configuration, here that of a kernelspec::

    {"argv": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
     "display_name": "Warm", "language": "python",
     "metadata": {"kernel_provisioner": {"provisioner_name": "warmkernel", "config": {
         "preload": ["pandas", "mine.model:load", "spacy:load('en_core_web_sm')"]}}}}

One server, of one thread, does what `preload` says: imports a module, or calls a function of it.
Each kernel is its fork: an ordinary ipykernel, a process and a namespace of its own. Where that
can't be had (macOS, Windows, a preload that fails, a dead server) the kernel is started the usual
way, with one warning. What a call with literal arguments made is handed to the first such call in
the kernel.

A server is shared by all processes of one user whose interpreter, preload, environment and limits
are equal. It takes no new kernel once a file of what it has loaded has changed, and ends when it
had no kernel for `idle` seconds, or at `python -m warmkernel stop`. A kernel outlives its server,
but not the process that asked for it.
"""
