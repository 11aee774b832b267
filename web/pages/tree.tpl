{{%AUTOESCAPE context="HTML"}}
<section aria-labelledby="tree">
<h2 id="tree">{{site.tree.title}}</h2>
<p class="small">{{site.tree.text}}</p>
<div class="tree">
{{>NODE}}
</div>
</section>
