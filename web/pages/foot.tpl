{{%AUTOESCAPE context="HTML"}}
</main>
<footer>
{{>IMPRINT}}
{{#SOURCE}}
<p>{{TEXT}}</p>
{{/SOURCE}}
<p>{{site.foot}}</p>
<p><a href="{{HOME}}">{{site.home}}</a></p>
</footer>
</body>
</html>
