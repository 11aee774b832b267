{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<h1>{{site.not_found.title}}</h1>
<p class="deck">{{site.not_found.deck}}</p>
<p><a href="/">{{site.home}}</a></p>
{{>FOOT}}
